/**
 * The questions that one chooses from [Q1], by stable ids: accounts keep the id, so a text may be improved but an id never
 * gets another meaning. None asks for a favorite, for what public records, résumés or social media tell, or for anything
 * that most people answer alike. Things that an answer would have to repeat are not named in the question.
 */
export const securityQuestions = {
  'family-word': 'Which made-up word does your family use that nobody else understands?',
  'relative-saying': 'Which sentence did one of your relatives repeat until everyone was tired of it?',
  'hiding-place': 'Where did you hide things from your family when you were a child?',
  'stuffed-companion': 'What did you call the toy that you could not fall asleep without?',
  'walk-companion': 'Who did you usually walk to school with (first and last name)?',
  'strict-teacher': 'What was the last name of the teacher whose grading you found least fair?',
  'abandoned-book': 'What is the title of a book that a class assigned and you never finished?',
  'bus-stop': 'At which corner did you wait to be picked up in the morning as a student?',
  'pocket-money-shop': 'In which store did you spend your pocket money?',
  'learned-to-swim': 'In which water did you learn to swim?',
  'first-prize': 'What did the first certificate that you ever received honor you for?',
  'childhood-story': 'What was the title or the hero of a story that you made up as a child?',
  'invented-game': 'What was a game called that you and other children invented?',
  'stage-role': 'Which part did you play the first time that you stood on a stage?',
  'practised-piece': 'Which piece of music have you practiced longest without ever mastering it?',
  'walked-out-film': 'During which movie did you fall asleep or walk out?',
  'lost-in': 'In which place did you once get thoroughly lost?',
  'breakdown-place': 'Where were you when a vehicle left you stranded?',
  'helpful-stranger': 'What was the name of a stranger who once helped you out of trouble?',
  'mistaken-for': 'Who have you been mistaken for (first and last name)?',
  'first-trainer': 'What did everybody call the person who showed you around on your first day at work?',
  'spoiled-dish': 'Which meal did you once ruin so badly that people still mention it?',
  'worthless-treasure': 'Which worthless thing have you kept for more than ten years?',
  'lucky-charm': 'What have you carried with you because it was supposed to bring luck?',
  'borrowed-thing': 'What did you lend to someone and never get back?',
  'unwelcome-present': 'What is the strangest gift that anyone has given you?',
} as const;
