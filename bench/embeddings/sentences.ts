const english = ["the baker", "my neighbour", "a young doctor", "the last train", "our teacher"];
const korean = ["제빵사는", "우리 이웃은", "젊은 의사는", "마지막 기차는", "선생님은"];
const did = [
  "came home late because of the heavy rain",
  "was seen near the old bridge yesterday",
  "needs two more hours and some help",
  "will not be here before next Monday, I am afraid",
  "has never been as busy as in this cold winter",
  "stopped for a moment and then went on",
  "is known to everybody in this small town",
  "waits outside, please tell them to hurry",
  "cost 1,200 more than it did 3 years ago",
  "left without saying a word about the letter",
];
const went = [
  "폭우 때문에 집에 늦게 돌아왔다",
  "어제 오래된 다리 근처에서 보였다",
  "두 시간과 약간의 도움이 더 필요하다",
  "다음 주 월요일 전에는 여기 오지 못할 것 같다",
  "올해처럼 추운 겨울에 이렇게 바쁜 적이 없었다",
  "잠시 멈췄다가 다시 길을 갔다",
  "이 작은 마을의 모두가 알고 있다",
  "밖에서 기다리고 있으니 서두르라고 전해 주세요",
  "3년 전보다 1,200원이 더 든다",
  "편지에 대해 한마디도 하지 않고 떠났다",
];

/** A hundred sentences, English and Korean in turn. */
export const SENTENCES: readonly string[] = english.flatMap((who, index) =>
  did.flatMap((what, place) => [`${who} ${what}.`, `${korean[index] ?? ""} ${went[place] ?? ""}.`]),
);
