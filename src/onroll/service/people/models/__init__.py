from onroll.service.people.models.contact import ContactDetail
from onroll.service.people.models.membership import RegistrationGroupMembership, YearGroupMembership
from onroll.service.people.models.merging import MergeProposal
from onroll.service.people.models.parent import Parent, Relationship
from onroll.service.people.models.pupil import FormerName, Pupil, PupilMarker
from onroll.service.people.models.staff import PartnerLink, PartnerProfessional, StaffMember
from onroll.service.people.models.wish import ContactWish

__all__ = [
    "ContactDetail",
    "ContactWish",
    "FormerName",
    "MergeProposal",
    "Parent",
    "PartnerLink",
    "PartnerProfessional",
    "Pupil",
    "PupilMarker",
    "RegistrationGroupMembership",
    "Relationship",
    "StaffMember",
    "YearGroupMembership",
]
