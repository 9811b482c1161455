"""What a school writes to parents and to those who work with pupils: texts, emails and letters, and what became of each.

A message is asked for once, about one thing, to one recipient by one channel; asking again does not send it again. Its words
come from an approved wording and are kept as they were sent. What happens to it afterwards is a list that only grows, and
its state is read off that list. By default nothing leaves the machine: it goes into an outbox that the school can read.

The guidance asks for contact with parents on the first day of an absence nobody has explained, and that others who work
with the pupil are told (Working together to improve school attendance); letters are to each parent, and what a text may
say is limited, because anybody may read it over a shoulder.
"""
