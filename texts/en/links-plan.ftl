# When a link opens and closes by itself.

links-plan-schedule = Schedule
links-plan-make = Schedule
links-plan-change = Change the schedule
links-plan-save = Save the schedule
links-plan-take-back = Take it back
# Stands before a moment, or above a field for one.
links-plan-opens = Opens
links-plan-closes = Closes
links-plan-zone = Time zone
links-plan-no-zone = No time zone of that name
# The name of the field: "Opens", "Closes".
links-plan-clear = Clear “{ $field }”
# What a part of a date or time holds before it is written, for who cannot see it.
links-plan-empty = Empty
links-plan-open-now = The link is open now; it is closed at once, until then.
links-plan-how = Stripe has no schedule, so Countertop opens and closes the link itself, while it runs or soon after it is started.
links-plan-overdue = Overdue. It is done in a moment.
# Why it was not done yet, as a sentence.
links-plan-overdue-trouble = Overdue. { $trouble } It is tried again by itself.
