/**
 * Answers that are guessed first [Q2], in the form in which answers are compared. The lists are short on purpose: they stop
 * the first few guesses, and the limit on tries stops the rest.
 */

const listed = (answers: string): readonly string[] => answers.split(', ');

/** Whatever the question. */
export const commonAnswers: ReadonlySet<string> = new Set(
  listed(
    'password, passwort, passw0rd, secret, answer, question, security, qwerty, asdf, test, testing, 123, 1234, ' +
      '12345, 123456, 1234567, 12345678, 123456789, 1234567890, abc, abcd, abc123, none, nothing, nobody, no one, ' +
      'noone, never, nowhere, no idea, not applicable, n a, null, unknown, i dont know, dont know, idk, forgot, ' +
      'i forgot, i dont remember, dont remember, anything, yes, see above, same, same as above, blank, empty, ' +
      'todo, tbd, whatever, something, everything, texas, tx, usa, america, united states, mexico, houston, ' +
      'dallas, austin, san antonio, el paso, fort worth, mom, mother, mama, dad, father, papa, god, jesus, love, ' +
      'my wife, my husband, dshs, hhs, hhsc, immtrac, immtrac2, vaos, syntropi, enterprise portal, vaccine, ' +
      'vaccines',
  ),
);

/** What most people would answer to one question, by its id. */
export const commonAnswersTo: Readonly<Record<string, readonly string[]>> = {
  'family-word': listed('yall, thing, thingamajig, thingy, whatchamacallit'),
  'relative-saying': listed('because i said so, i told you so, money doesnt grow on trees, be careful, i love you'),
  'hiding-place': listed('under the bed, under my bed, bed, closet, in the closet, in my closet, attic, garage'),
  'stuffed-companion': listed('teddy, teddy bear, bear, bunny, blankie, doll, barbie, elmo, snoopy'),
  'walk-companion': listed('my brother, my sister, brother, sister, alone, friends, my friend, myself'),
  'strict-teacher': listed('smith, johnson, williams, brown, jones, garcia, martinez, rodriguez, miller, davis'),
  'abandoned-book': listed('bible, the bible, moby dick, great expectations, war and peace, romeo and juliet'),
  'bus-stop': listed('home, my house, at home, main, main street, main st, the corner'),
  'pocket-money-shop': listed('walmart, target, heb, kmart, 7eleven, 7 eleven, toys r us, mall, dollar general'),
  'learned-to-swim': listed('pool, the pool, swimming pool, ymca, the y, lake, the lake, ocean, the ocean, river'),
  'first-prize': listed('attendance, perfect attendance, honor roll, spelling, spelling bee, reading, math'),
  'childhood-story': listed('superman, batman, cinderella, the princess, princess, me, dog'),
  'invented-game': listed('tag, hide and seek, house, school, kickball'),
  'stage-role': listed('tree, a tree, angel, shepherd, mary, joseph, santa, santa claus, dancer, singer'),
  'practised-piece': listed(
    'fur elise, für elise, moonlight sonata, piano, guitar, stairway to heaven, happy birthday',
  ),
  'walked-out-film': listed('titanic, avatar, star wars, lord of the rings, harry potter, all of them'),
  'lost-in': listed('mall, the mall, walmart, new york, woods, the woods, airport, school'),
  'breakdown-place': listed('highway, freeway, road, work, home, i35, i10, i45, parking lot'),
  'helpful-stranger': listed('john, mary, michael, david, jose, maria, james, robert, police officer'),
  'mistaken-for': listed('my sister, my brother, my mother, sister, brother, twin, my twin'),
  'first-trainer': listed('boss, manager, coach, supervisor, john, mary, maria, mike'),
  'spoiled-dish': listed('turkey, chicken, rice, eggs, pasta, spaghetti, toast, steak, cake'),
  'worthless-treasure': listed('rock, teddy bear, book, photo, ring, shirt, tshirt, t shirt, letter'),
  'lucky-charm': listed('coin, penny, lucky penny, four leaf clover, rabbits foot, cross, rosary, ring, rock'),
  'borrowed-thing': listed('money, book, a book, my car, car, pen, dvd, clothes, cash'),
  'unwelcome-present': listed('socks, underwear, sweater, fruitcake, mug, candle, soap'),
};
