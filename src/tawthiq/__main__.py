"""``python -m tawthiq`` is ``tawthiq``."""

from tawthiq.cli import main

main()
