/**
 * Places and zones that are no city of an IANA id, each with its zone. Countries and states with more than one zone in
 * daily use are absent, and so are names of two places, as Georgia and Washington.
 */
const NAMES = `
Asia/Seoul: korea, south korea, republic of korea, busan, incheon, daegu, daejeon, gwangju, jeju, kst, korean, 한국, 대한민국, 서울, 부산, 인천, 대구, 대전, 광주, 제주, 우리나라
Asia/Tokyo: japan, osaka, kyoto, jst, japan standard, 일본, 도쿄, 동경, 오사카, 교토, 후쿠오카, 삿포로
Asia/Shanghai: china, beijing, shenzhen, guangzhou, 중국, 베이징, 북경, 상하이, 상해
Asia/Hong_Kong: 홍콩
Asia/Taipei: taiwan, 대만, 타이베이, 타이완
Asia/Singapore: 싱가포르, 싱가폴
Asia/Kolkata: india, mumbai, delhi, new delhi, bangalore, bengaluru, chennai, calcutta, hyderabad, 인도, 뭄바이, 델리, 뉴델리
Asia/Dubai: uae, united arab emirates, abu dhabi, 두바이, 아부다비
Asia/Bangkok: thailand, 태국, 방콕
Asia/Ho_Chi_Minh: vietnam, hanoi, saigon, ho chi minh city, 베트남, 하노이, 호치민
Asia/Manila: philippines, the philippines, cebu, 필리핀, 마닐라
Asia/Jakarta: 자카르타
Asia/Kuala_Lumpur: malaysia, 말레이시아, 쿠알라룸푸르
Asia/Jerusalem: israel, tel aviv, 이스라엘, 텔아비브, 예루살렘
Asia/Riyadh: saudi arabia, jeddah, mecca, 사우디아라비아, 리야드
Asia/Tehran: iran, 이란, 테헤란
Asia/Karachi: pakistan, lahore, islamabad, 파키스탄
Asia/Dhaka: bangladesh, 방글라데시, 다카
Asia/Kathmandu: nepal, 네팔, 카트만두
Europe/Istanbul: turkey, ankara, 터키, 튀르키예, 이스탄불
Europe/London: uk, the uk, united kingdom, england, britain, great britain, scotland, wales, edinburgh, glasgow, manchester, liverpool, 영국, 런던, 잉글랜드
Europe/Dublin: ireland, 아일랜드, 더블린
Europe/Paris: france, lyon, marseille, toulouse, 프랑스, 파리
Europe/Berlin: germany, munich, frankfurt, hamburg, cologne, 독일, 베를린, 뮌헨, 프랑크푸르트
Europe/Rome: italy, milan, venice, florence, naples, 이탈리아, 로마, 밀라노
Europe/Madrid: barcelona, 마드리드, 바르셀로나
Europe/Lisbon: 리스본
Europe/Amsterdam: netherlands, the netherlands, holland, 네덜란드, 암스테르담
Europe/Brussels: belgium, 벨기에, 브뤼셀
Europe/Zurich: switzerland, geneva, 스위스, 취리히, 제네바
Europe/Vienna: austria, 오스트리아, 비엔나
Europe/Stockholm: sweden, 스웨덴, 스톡홀름
Europe/Oslo: norway, 노르웨이, 오슬로
Europe/Copenhagen: 코펜하겐
Europe/Helsinki: finland, 핀란드, 헬싱키
Europe/Warsaw: poland, krakow, 폴란드, 바르샤바
Europe/Prague: czech republic, czechia, 체코, 프라하
Europe/Budapest: hungary, 헝가리, 부다페스트
Europe/Athens: greece, 그리스, 아테네
Europe/Bucharest: romania, 루마니아
Europe/Moscow: saint petersburg, st petersburg, 모스크바
Europe/Kyiv: kiev, 키이우, 키예프
Africa/Cairo: egypt, 이집트, 카이로
Africa/Lagos: nigeria, 나이지리아
Africa/Nairobi: kenya, 케냐, 나이로비
Africa/Johannesburg: south africa, cape town, pretoria, 남아공, 남아프리카공화국, 요하네스버그, 케이프타운
Africa/Harare: zimbabwe
Africa/Casablanca: morocco, 모로코
Africa/Addis_Ababa: ethiopia, 에티오피아
Africa/Accra: ghana, 가나
America/New_York: new york city, nyc, new jersey, boston, philadelphia, washington dc, washington d.c., miami, atlanta, orlando, tampa, charlotte, pittsburgh, baltimore, cleveland, massachusetts, pennsylvania, ohio, virginia, north carolina, south carolina, connecticut, maryland, maine, vermont, new hampshire, rhode island, eastern, us eastern, the eastern, 뉴욕, 보스턴, 워싱턴 dc, 마이애미, 애틀랜타, 미국 동부, 동부
America/Chicago: dallas, houston, austin, san antonio, new orleans, memphis, nashville, minneapolis, st louis, saint louis, milwaukee, kansas city, illinois, wisconsin, minnesota, iowa, missouri, arkansas, louisiana, oklahoma, mississippi, alabama, us central, 시카고, 댈러스, 휴스턴, 미국 중부
America/Denver: salt lake city, albuquerque, colorado, utah, wyoming, montana, new mexico, us mountain, 덴버
America/Phoenix: tucson, scottsdale, sedona, 피닉스
America/Los_Angeles: la, san francisco, san diego, seattle, las vegas, sacramento, san jose, oakland, reno, california, pacific, us pacific, the pacific, silicon valley, 로스앤젤레스, 엘에이, 샌프란시스코, 시애틀, 라스베이거스, 라스베가스, 캘리포니아, 미국 서부, 실리콘밸리
Pacific/Honolulu: hawaii, 하와이, 호놀룰루
America/Anchorage: 앵커리지
America/Toronto: ottawa, montreal, 토론토, 오타와, 몬트리올
America/Vancouver: 밴쿠버
America/Edmonton: calgary
America/Mexico_City: 멕시코시티
America/Sao_Paulo: rio de janeiro, rio, brasilia, 상파울루, 리우데자네이루
America/Argentina/Buenos_Aires: buenos aires, argentina, 아르헨티나, 부에노스아이레스
America/Bogota: colombia, 콜롬비아
America/Lima: peru, 페루, 리마
America/Santiago: 산티아고
Australia/Sydney: canberra, 시드니, 캔버라
Australia/Melbourne: 멜버른
Australia/Brisbane: 브리즈번
Australia/Perth: 퍼스
Pacific/Auckland: new zealand, wellington, 뉴질랜드, 오클랜드
UTC: utc, gmt, greenwich, greenwich mean, coordinated universal, 협정 세계시, 그리니치
`;

/** Regions that say more about a city: in some of these zones, and with no time of their own where there are several. */
const REGIONS = `
America/New_York: florida, fl, tennessee, tn, kentucky, ky, indiana, michigan, mi, ny, ma, ga, georgia, pa, oh, usa, us, the us, united states, the united states, 미국
America/Chicago: texas, tx, florida, tennessee, tn, kentucky, il, mo, mn, wi, usa, us, the us, united states, the united states, 미국
America/Denver: texas, co, ut, usa, us, united states, 미국
America/Phoenix: arizona, az, usa, us, united states, 미국
America/Los_Angeles: nevada, nv, oregon, washington, wa, ca, usa, us, the us, united states, the united states, 미국
Pacific/Honolulu: hi, usa, us, united states, 미국
America/Anchorage: alaska, ak, usa, us, united states, 미국
America/Toronto: ontario, quebec, canada, 캐나다
America/Vancouver: british columbia, bc, canada, 캐나다
America/Edmonton: alberta, canada, 캐나다
Australia/Sydney: australia, new south wales, 호주
Australia/Melbourne: australia, victoria, 호주
Australia/Brisbane: australia, queensland, 호주
Australia/Perth: australia, 호주
Europe/Moscow: russia, 러시아
America/Sao_Paulo: brazil, 브라질
America/Mexico_City: mexico, 멕시코
Europe/Madrid: spain, 스페인
Europe/Lisbon: portugal, 포르투갈
Asia/Jakarta: indonesia, 인도네시아
`;

/** Names of regions, each with the zones that a place in it can have. */
export function regionZones(): ReadonlyMap<string, ReadonlySet<string>> {
  const zones = new Map<string, Set<string>>();
  for (const [name, zone] of REGIONS.trim().split("\n").flatMap(namesOfLine)) {
    zones.set(name, (zones.get(name) ?? new Set()).add(zone));
  }
  return zones;
}

/** Parts of the world whose ids name no place that a person asks for by its last word. */
const UNASKED = /^(?:Antarctica|Arctic|Etc|SystemV|US|Canada|Mexico|Brazil|Chile)\//;
/** Ids whose last word is also a common word or another place. */
const MISLEADING = new Set(
  "christmas easter center troll wake midway resolute davis casey knox".split(" "),
);

/** Every name of a zone in lower case, longest first, with the zone's id. */
export function zoneNames(): readonly (readonly [name: string, zone: string])[] {
  const own = NAMES.trim().split("\n").flatMap(namesOfLine);
  const ids = Intl.supportedValuesOf("timeZone").flatMap(namesOfId);
  const names = new Map([...ids, ...own]);
  return [...names].toSorted(([a], [b]) => b.length - a.length);
}

function namesOfLine(line: string): readonly (readonly [string, string])[] {
  const [zone = "", names = ""] = line.split(": ");
  return names.split(", ").map((name) => [name, zone] as const);
}

function namesOfId(id: string): readonly (readonly [string, string])[] {
  const [, city, ...more] = id.split("/");
  if (city === undefined || more.length > 0 || UNASKED.test(id)) return [];
  const name = city.replaceAll("_", " ").toLowerCase();
  return MISLEADING.has(name) ? [] : [[name, id]];
}
