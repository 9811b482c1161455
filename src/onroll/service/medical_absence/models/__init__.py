from onroll.service.medical_absence.models.record import MedicalRecord

__all__ = ["MedicalRecord"]
