/** What may stand before a request without changing what is asked. */
export const OPENINGS: readonly string[] = listOf(`
please, pls, kindly, hey, hi, hello, ok, okay, so, well, just, now, could you, can you, would you, will you
can i, may i, could i, help me, quick question, quick q, express, write, quickly, question, i have a question, excuse me, sorry
tell me, let me know, show me, give me, get me, do you know, know, have, i need, i want, i'd like
i would like, i need you to, i want you to, i'd like you to, to know, to find out, to see, i'm trying to
i am trying to, i was wondering, if i, when i, if you, when you, i wonder, any idea, you to, want to know
need to know, what is, what's, whats, what are, what does, what do, what will be, what was, what would be
what would, what, what do i get, what do you get, how much is, tell, how much are, how much would
how much does, how much do, and, exactly, be, calculate, compute, work out, figure out, find, determine
evaluate, solve, the answer to, the answer for, the value of, the result of, the, for me, say, i need to
i want to, if you can, if, out, me, math, check, ask, 혹시, 좀, 저기, 저기요, 안녕, 안녕하세요, 제발, 질문, 질문이 있어, 그럼, 그러면, 빨리
미안한데, 죄송한데, 죄송하지만, 궁금한데, 계산, 계산기로, 알려줘, 알려 주세요, 계산해줘, 계산해 주세요, 정확히, 빠르게, 나한테, 음, 자
`);

/** What may stand behind a request without changing what is asked. Korean endings come in pieces. */
export const CLOSINGS: readonly string[] = listOf(`
please, pls, plz, thanks, thank you, thanks in advance, for me, exactly, equal, equals, is, equal to, is what
is how much, come to, be, cheers, thx, would you, could you, can you, if you can, come out to, make
work out to, 은, 는, 이, 가, 을, 를, 요, 좀, 의 값, 값, 결과, 의 결과, 정도, 얼마, 뭐, 뭔, 뭘, 무엇, 몇, 며칠, 어떻게, 이야, 야, 예요, 에요, 이에요, 인가
인지, 입니까, 죠, 이죠, 이지, 지, 일까, 까, 인데, 니, 이니, 냐, 이냐, 되, 돼, 될, 됩니까, 나와, 나올, 나오, 나, 인, 일, 임, 하면, 한다면, 이면, 면, 알려, 줘
주세요, 줄래, 주라, 주실래, 주겠니, 주시겠어, 줄 수 있어, 주실 수 있, 나요, 을까, ㄹ까, 주십시오, 말해, 가르쳐, 보여, 계산해, 계산, 구해, 구하, 찾아, 써, 답, 값은, 하세요, 세요, 구하세요, 하시오, 구하시오, 이었, 였, 었, 았, 할까, 내면, 내야, 거, 건, 것, 부탁, 부탁해
부탁드려, 부탁드립니다, 부탁합니다, 해줘, 해, 해봐, 봐, 궁금해, 궁금합니다, 알고 싶어, 알고 싶습니다, 알 수 있어, 알 수 있을까, 고마워, 고맙습니다, 감사합니다, 감사해, 한번
한 번, 언제, 언제쯤, 정확히, 빨리, 어, 가요, 이었어, 였어, 였지, 이었지, 더라, 이더라, 려나
`);

function listOf(lines: string): readonly string[] {
  return lines.trim().split(/, |\n/);
}
