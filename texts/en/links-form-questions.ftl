# What the merchant asks the customer, up to three questions.

links-form-questions-title = Ask the customer
links-form-questions-add = Add a question
links-form-questions-add-left = Add a question ({ $left } left)
links-form-questions-nth = Question { $number }
links-form-questions-remove = Remove question { $number }

## A question in a few words: "Dropdown, 6 options", "Text, optional, up to 40"

links-form-questions-text = Text
links-form-questions-numeric = Number
links-form-questions-dropdown = Dropdown
links-form-questions-optional = optional
links-form-questions-options =
    { $count ->
        [1] 1 option
       *[other] { $count } options
    }
# So many characters or digits.
links-form-questions-up-to = up to { $most }

## Its settings

links-form-questions-ask = What do you ask?
links-form-questions-example = Pick-up day
links-form-questions-answer = Answer
links-form-questions-digits = digits
links-form-questions-characters = characters
# A text that is in the field already.
links-form-questions-default = Stands there at first
# Which of the answers is chosen already.
links-form-questions-first = Chosen at first
links-form-questions-first-none = None
links-form-questions-may-be-empty = It may be left empty
links-form-questions-key = Its name in exports
links-form-questions-key-example = letters and digits
links-form-questions-answers = Answers to choose from
links-form-questions-answer-nth = Answer { $number }
links-form-questions-answer-add = Add an answer
links-form-questions-answer-remove = Remove answer { $number }
links-form-questions-answer-keys = Names in exports…
links-form-questions-answer-key-nth = Name in exports of answer { $number }
