from __future__ import annotations

from django.db import models


class ContactWish(models.Model):
    """How a parent asked one school to reach them: the last one stands. Append-only; disposal empties it.

    It needs no confirming: it changes no number and no address, and says nothing of anybody else.
    """

    class Prefers(models.TextChoices):
        ANY = "", "No preference"
        PHONE = "phone", "A phone call"
        TEXT = "text", "A text"
        EMAIL = "email", "An email"
        LETTER = "letter", "A letter"

    school = models.ForeignKey("organisations.School", on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "people.Parent", on_delete=models.PROTECT, null=True, related_name="contact_wishes"
    )
    prefers = models.CharField(max_length=6, choices=Prefers.choices, blank=True)
    times = models.CharField("the times", max_length=120, blank=True)
    interpreter = models.CharField(
        "the language of the interpreter", max_length=60, blank=True, help_text="Blank where none is wanted"
    )
    words = models.CharField("what you wrote", max_length=300, blank=True)
    made_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["parent", "school"], name="wishes_of_a_parent")]

    @property
    def in_words(self) -> str:
        """The wish in one line; blank where nothing is wished."""
        parts = (
            f"prefers {self.get_prefers_display().lower()}" if self.prefers else "",
            self.times,
            f"interpreter: {self.interpreter}" if self.interpreter else "",
            self.words,
        )
        line = "; ".join(part for part in parts if part)
        return line[:1].upper() + line[1:]
