"""What is done about absence through illness: evidence, a plan, a return to the authority, a referral, a check-in."""
