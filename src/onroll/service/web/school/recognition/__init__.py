"""Recognition: awards a school defines, who meets them, whom they leave out, given and taken back."""
