"""A generator of reports: invented, of our own sentences, the same for the same seed. Each is an exercise.

What varies: the place, the day, the means, the toll and its form, what was hit, who is said to have done it, the length
(one to forty sentences, about 900 characters on average, as agency copy has); one sentence in seven is background in
which no event is told.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

PLACES = (
    "سرمين", "أريحا", "النيرب", "معرة النعمان", "جسر الشغور", "خان شيخون", "سراقب", "بنش", "كفرنبل", "الأتارب",
    "عندان", "دارة عزة", "تل رفعت", "اعزاز", "الباب", "منبج", "جرابلس", "عفرين", "الرستن", "تلبيسة", "القصير",
    "تدمر", "السخنة", "الميادين", "البوكمال", "الحسكة", "القامشلي", "تل تمر", "رأس العين", "تل أبيض", "عين عيسى",
    "نوى", "جاسم", "طفس", "إنخل", "الصنمين", "داعل", "دوما", "حرستا", "داريا", "الزبداني", "مضايا",
)  # fmt: skip
AREAS = ("إدلب", "حلب", "حماة", "حمص", "دير الزور", "الحسكة", "الرقة", "درعا", "ريف دمشق")
MEANS = (
    "غارة جوية", "غارتين جويتين", "قصف مدفعي", "قصف صاروخي", "قذائف هاون", "انفجار لغم أرضي", "انفجار سيارة مفخخة",
    "برميلين متفجرين", "طائرة مسيّرة", "إطلاق نار", "قذائف مدفعية", "عبوة ناسفة", "صاروخ موجه", "قنابل عنقودية",
)  # fmt: skip
HIT = (
    "سوقاً شعبياً", "مدرسة", "المشفى الوحيد", "نقطة طبية", "مخيماً للنازحين", "حياً سكنياً", "فرناً", "محطة مياه",
    "مسجد البلدة",
    "مزرعة على أطرافها", "منازل المدنيين", "مركزاً للدفاع المدني", "سيارة إسعاف", "الطريق الرئيسي",
)  # fmt: skip
ACTORS = (
    "قوات النظام", "الطيران الروسي", "طائرات التحالف الدولي", "قوات سوريا الديمقراطية", "فصائل الجيش الوطني",
    "مسلحون مجهولون", "تنظيم الدولة", "القوات التركية",
)  # fmt: skip
DEAD = (
    "قُتل مدني", "قُتل مدنيان", "قُتل ثلاثة أشخاص", "استشهد أربعة مدنيين بينهم طفلان", "لقي خمسة أشخاص مصرعهم",
    "قُتل ما لا يقل عن ستة مدنيين", "قُتلت امرأة وطفلها", "قُتل أكثر من عشرة أشخاص", "سقط عدد من القتلى",
)  # fmt: skip
HURT = (
    "وأصيب آخرون بجروح", "وجُرح سبعة آخرون", "وأصيب نحو عشرين شخصاً", "وأصيبت ثلاث نساء", "دون وقوع إصابات أخرى",
    "وأصيب طفل بجروح خطرة", "وجُرح العشرات",
)  # fmt: skip
SPEAKERS = (
    "مصدر طبي",
    "فرق الدفاع المدني",
    "مراسل الوكالة",
    "ناشطون محليون",
    "شهود عيان",
    "مدير المشفى",
    "مجلس البلدة",
)
MORE = (
    "وقال {speaker} إن فرق الإسعاف نقلت المصابين إلى مشفى في {other}.",
    "وأفاد {speaker} بأن القصف ألحق دماراً كبيراً بـ{thing} المجاورة.",
    "وأضاف {speaker} أن عشرات العائلات نزحت من {place} باتجاه {other}.",
    "وبحسب {speaker} فإن الأهالي أمضوا الليل في العراء خوفاً من تكرار ما جرى.",
    "كما تعرضت {other} لقصف مماثل أسفر عن إصابة {n} مدنيين بجروح.",
    "وأشار {speaker} إلى أن المنطقة تشهد منذ أسابيع حركة نزوح متقطعة نحو القرى القريبة.",
    "ولم تعلن أي جهة مسؤوليتها عن الحادث حتى ساعة إعداد الخبر.",
    "وطالب {speaker} المنظمات الإنسانية بتقديم المساعدة العاجلة لسكان {place}.",
    "وخرجت محطة المياه في {other} عن الخدمة جراء الأضرار التي لحقت بها.",
    "وأوضح {speaker} أن أعمال رفع الأنقاض ما زالت مستمرة في الأحياء الشرقية.",
)
BACKGROUND = (
    "ويعتمد سكان {place} على الزراعة وتربية المواشي، ويعانون ارتفاع أسعار الوقود والخبز مع اقتراب الشتاء.",
    "وكان المجلس المحلي في {other} قد أعلن قبل أيام عن خطة لترميم المدارس وتوزيع الكتب على الطلاب.",
    "وتقع {place} على بعد {n} كيلومترات من مركز محافظة {area}، ويمر بها طريق تجاري مهم.",
)
THINGS = ("المنازل", "المحال التجارية", "الأراضي الزراعية", "شبكة الكهرباء", "الأبنية السكنية")
FIRST = dt.date(2031, 1, 1)
DAYS = 365


def report(number: int, seed: int = 1) -> dict[str, object]:
    """Report ``number``: as a row of a JSON Lines file."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311  # a generator of exercises, no secret
    pick = chance.choice
    place, area = pick(PLACES), pick(AREAS)
    day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
    by = f" شنته {pick(ACTORS)}" if chance.random() < 0.4 else ""
    lead = f"{pick(DEAD)} {pick(HURT)} اليوم جراء {pick(MEANS)}{by} على {place} بريف {area}، استهدف {pick(HIT)}."
    parts = [lead]
    for _ in range(min(40, int(chance.expovariate(1 / 12)))):
        values = {
            "speaker": pick(SPEAKERS),
            "place": place,
            "other": pick(PLACES),
            "area": area,
            "thing": pick(THINGS),
            "n": chance.randrange(3, 40),
        }
        kind = BACKGROUND if chance.random() < 0.15 else MORE
        parts.append(pick(kind).format(**values))
    return {
        "id": f"exercise-{seed}-{number}",
        "published": day.isoformat(),
        "publisher": f"وكالة التمرين {chance.randrange(20)}",
        "exercise": True,
        "text": f"{pick(('عاجل', 'متابعة', 'خبر'))} {number}: {' '.join(parts)}",
    }


def reports(count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """Reports 0 to ``count`` - 1."""
    return (report(number, seed) for number in range(count))
