"""What leaves the register: one file a format, and one account of the level it has and of what a format cannot hold."""

from tawthiq.exports.account import Account
from tawthiq.exports.release import FORMATS, WHATS, Format, What, export

__all__ = ["FORMATS", "WHATS", "Account", "Format", "What", "export"]
