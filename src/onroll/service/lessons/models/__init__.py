from onroll.service.lessons.models.missing import MissingStep
from onroll.service.lessons.models.register import LessonMark, LessonRegister
from onroll.service.lessons.models.timetable import (
    Lesson,
    LessonsKept,
    TeachingGroup,
    TeachingGroupMember,
    Week,
    WeekCycle,
)

__all__ = [
    "Lesson",
    "LessonMark",
    "LessonRegister",
    "LessonsKept",
    "MissingStep",
    "TeachingGroup",
    "TeachingGroupMember",
    "Week",
    "WeekCycle",
]
