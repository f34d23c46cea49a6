// Owns the verbs that `negated` knows: those that attributes are made of. None whose past is spelt as its present (“read”, “put”,
// “cut”), since “I read” may be either; none that is as often a noun after “my” (“work”, “love”), as a third person.

/** As they stand after “I” and after “do not”. */
export const baseVerbs: ReadonlySet<string> = new Set(
  (
    'adore attend avoid bake believe belong bike blog breed brew bring build buy camp care carry clean climb coach collect ' +
    'come commute compete compose cook crave cycle dance deliver despise detest dislike dive do donate draw dream drink drive ' +
    'dye eat enjoy enter exercise fear feel fish fix fly forget garden get give go grow hate have help hike hunt identify jog ' +
    'juggle keep knit know lack learn like listen live look love make manage mentor miss need observe organize own paint plan ' +
    'plant play practice prefer produce program race raise remember repair rescue restore ride run sail see sell sew share ' +
    'shop sing sit skate ski sleep smoke speak spend study suffer support surf swim take talk teach tend think train travel ' +
    'trust understand use visit volunteer walk want watch wear weigh wish work workout worry write'
  ).split(' '),
);

/** After “have”: then it helps another verb, and is none of its own. */
export const participles: ReadonlySet<string> = new Set(
  (
    'been done eaten flown forgotten given gone grown had lived known learned made met owned played ridden seen studied swum ' +
    'taken taught travelled traveled visited won worked written'
  ).split(' '),
);

export const pastForms: Readonly<Record<string, string>> = {
  ...{ attended: 'attend', became: 'become', bought: 'buy', broke: 'break', built: 'build', came: 'come' },
  ...{
    decided: 'decide',
    divorced: 'divorce',
    dropped: 'drop',
    enlisted: 'enlist',
    fell: 'fall',
    finished: 'finish',
  },
  ...{
    found: 'find',
    gave: 'give',
    got: 'get',
    graduated: 'graduate',
    grew: 'grow',
    had: 'have',
    helped: 'help',
  },
  ...{
    joined: 'join',
    learned: 'learn',
    left: 'leave',
    lived: 'live',
    lost: 'lose',
    made: 'make',
    married: 'marry',
  },
  ...{
    met: 'meet',
    moved: 'move',
    played: 'play',
    published: 'publish',
    ran: 'run',
    retired: 'retire',
    saw: 'see',
  },
  ...{
    served: 'serve',
    sold: 'sell',
    spent: 'spend',
    started: 'start',
    stopped: 'stop',
    studied: 'study',
    taught: 'teach',
  },
  ...{
    took: 'take',
    traveled: 'travel',
    travelled: 'travel',
    visited: 'visit',
    went: 'go',
    won: 'win',
    worked: 'work',
  },
  ...{ wrote: 'write' },
};

export const thirdPersonForms: Readonly<Record<string, string>> = {
  ...{
    has: 'have',
    lives: 'live',
    loves: 'love',
    likes: 'like',
    hates: 'hate',
    enjoys: 'enjoy',
    owns: 'own',
  },
  ...{
    plays: 'play',
    wants: 'want',
    needs: 'need',
    teaches: 'teach',
    sings: 'sing',
    runs: 'run',
    makes: 'make',
  },
  ...{ speaks: 'speak', sells: 'sell', collects: 'collect', drives: 'drive', keeps: 'keep', paints: 'paint' },
};
