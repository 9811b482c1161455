from onroll.service.parents.models.account import AccountAccess, AddressProof
from onroll.service.parents.models.correction import DetailCorrection, DetailDecision
from onroll.service.parents.models.link import ParentLink
from onroll.service.parents.models.question import MarkAnswer, MarkQuestion
from onroll.service.parents.models.reply import LetterReply, ReplyRead

__all__ = [
    "AccountAccess",
    "AddressProof",
    "DetailCorrection",
    "DetailDecision",
    "LetterReply",
    "MarkAnswer",
    "MarkQuestion",
    "ParentLink",
    "ReplyRead",
]
