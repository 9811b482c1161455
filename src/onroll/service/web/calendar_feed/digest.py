"""The page where a person stops the weekly email of what is due, or has it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.duties.actions.digesting import choose_digest, wants_digest
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


def own_digest(request: PageRequest) -> HttpResponse:
    """Show whether one has the weekly email, and change it."""
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        choose_digest(is_wanted=wanted, by=request.actor, now=clock.now())
        messages.success(request, "You have the weekly email." if wanted else "The weekly email is stopped.")
        return redirect("account_digest")
    context = {"wants": wants_digest(request.actor), "address": getattr(request.user, "email", "")}
    return render(request, "calendar_feed/own_digest.html", context)
