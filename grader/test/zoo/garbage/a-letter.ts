// At most 0 points. Somebody handed in their letter.
Dear teaching assistant, I could not finish the exercise since my dog — a good dog! — ate the keyboard.
