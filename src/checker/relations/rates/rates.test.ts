import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

/** A sentence that is right, and the same with one number changed. */
const pairs: readonly (readonly [string, string, string, string])[] = [
  ['a base right before its percentage', '新增就业4312人，完成年度目标4000人的107.8%。', '107.8', '117.8'],
  ['a multiple of a printed base', '办理案件2487件，是前五年1216件的2.05倍。', '2.05', '2.55'],
  ['a rate read by its place', '应考213人，实考187人，参考率87.8%。', '87.8', '89.8'],
  ['a list of ways that makes one rate', '应安置412人，务农187人，经商96人，企业吸纳107人，其他14人，安置率98.1%。', '98.1', '96.1'],
  ['granted and denied', '审查逮捕188件264人，批准逮捕131件176人，不批准逮捕57件88人。', '264', '269'],
  ['the rate of refusals is of both together', '批准逮捕176人，不批准逮捕88人，不捕率33.3%。', '33.3', '50.0'],
  ['points against a printed rate', '成功率达到99.1%，比去年的98.4%提高0.7个百分点。', '0.7', '1.7'],
  ['last year in the sentence', '受理97件134人，去年同期为197件375人，同比分别下降50.8%、64.3%。', '64.3', '54.3'],
  ['a chain of years', '2019年收案402件，2020年538件，2021年617件，分别比上年增长18.2%、33.8%和14.7%。', '33.8', '36.8'],
  ['rates under their counts', '2019年被诉327件，2020年388件；败诉分别为52件、49件，败诉率分别为15.9%、12.6%。', '12.6', '16.6'],
  ['three industries make 100', '三次产业结构比为15.1：38.8：46.2。', '38.8', '48.8'],
  ['births less deaths', '出生率7.02‰；死亡率6.35‰；自然增长率0.67‰。', '0.67', '1.67'],
  ['men and women', '受访者中男性占52.3%，女性占47.7%。', '47.7', '48.7'],
  ['a plan counted in other words', '新增岗位530个，为年计划500人的106%。', '106', '116'],
  ['two shares of which the counts make the total', '收到建议50件。已采纳41件，占82%；留作参考9件，占18%。', '占18', '占15'],
  ['a share without its sign', '登记商户40户，其中餐饮13户，占32.5；零售17户，占42.5。', '42.5', '47.5'],
  ['the only total there is', '上半年受理咨询2150人次。婚姻类咨询860人次，占总量的40.0%。', '40.0', '44.0'],
  ['the first ones together', '全年受理投诉1300件。噪声410件、油烟280件、停车150件，合计占投诉总数的64.6%。', '64.6', '62.6'],
  ['a numerator of two counts', '办结民事案件200件，其中调解90件，撤诉34件，调撤率62%。', '34', '44'],
  ['two rates that leave no third', '回访满意率88.40%，基本满意率11.60%。', '11.60', '13.60'],
  ['what was charged and what was not', '决定起诉210人，起诉率87.5%。不起诉30人。', '87.5', '83.5'],
  ['a rate above the plan', '下达任务：绿化400公顷，疏浚60公里。疏浚72公里，疏浚率120%。', '120', '125'],
  ['the measure a share is of', '全年火灾320起，亡16人，伤20人。住宅火灾90起，亡12人，亡人占75%。', '75', '85'],
  ['a mean of the land that stands before it', '全村310人。耕地465亩（水田300亩），人均1.5亩。', '1.5', '2.6'],
  ['a mean over a week', '第3周，热线接听电话2100次，日均300次。', '300', '330'],
  ['the mean length of what was counted', '人工接听500次，通话时长3200分钟，平均通话时长6.4分钟。', '6.4', '7.7'],
  ['a mean of the years that are named', '2015至2017年受案9300、结案9100件，年均3100件。', '3100', '3300'],
  ['money without its unit', '保障20000人次，支出救助金310万，人均155元。', '155', '182'],
  ['a ratio of one and the other', '专任教师400人、外聘教师100人，外聘与专任人数之比0.25。', '0.25', '0.35'],
  ['a ratio named after two counts', '在校学生3600人，专任教师240人，生师比15.00。', '15.00', '16.00'],
  ['a base that the words of the sentence divide', '收到来信160件。受理的80件来信中，涉农的12件，占15.0%。', '受理的80', '受理的95'],
  [
    "a share of what 其中 divides, not of last year's total",
    '2021年办案400件，其中家事100件，占25%。2022年办案500件，其中家事160件，占32%。',
    '160',
    '128',
  ],
  ['a total of which only the measure is named', '上半年调解纠纷1250起。村级调委会调解450起，占全县调解量的36%。', '450', '650'],
  ['a list in sentences of its own', '全县共有律师400人。\n专职280人，占70.0%。\n兼职80人，占20.0%。\n公职40人，占10.0%。', '70.0', '72.0'],
  ['a rate under the verb of its name', '全年立刑事案件640起，同比下降4%。破各类案件352起，破案率55.0%。', '55.0', '58.0'],
  ['a small rate read by its place', '提出建议150件，对方同期改进60件，采用率40%。', '40', '43'],
  [
    'what is still open between the count and its rate',
    '全镇共排查纠纷50件。已调解成功49件，正在调处1件，调解成功率98.0%。',
    '98.0',
    '99.6',
  ],
  ['a rate that is said to be about so much', '审结复议案件120件，其中直接纠错25件，纠错率约20.8%。', '25件', '31件'],
  ['more than a share of the total', '现有调解员812人，其中专职调解员526人，超过总数的60%。', '526', '456'],
  ['about a share of the total', '现有调解员812人，其中专职调解员326人，约占总数的40%。', '326', '256'],
  ['those who took part in rating', '接听来电12830通，接通率96%；8211人参与评价，参评率为64.0%。', '64.0', '66.3'],
  ['in time, of those closed in time', '受理信访事项408件，按期办结400件，按期办结率98.0%。', '400', '380'],
  ['all grades together are up to the mark', '评查案卷80份，优秀12份、良好40份、合格20份、不合格8份，合格率90.0%。', '90.0', '96.0'],
  ['a mean per village that stands behind', '共有村居法律顾问46名，平均每村拥有法律顾问2.2名，全镇共有21个村。', '2.2', '3.2'],
  ['a mean of each office', '全县司法所共18个，在编人员45人，平均每所仅2.5人。', '45', '27'],
  ['a mean of each office by its town', '全县14个乡（镇），司法所共有工作人员35人，平均每个乡镇司法所2.5人。', '2.5人', '3.5人'],
  ['of every ten thousand', '登记律师950人，常住人口380万人，即每万人拥有律师2.5名。', '2.5', '25.0'],
  ['of every hundred thousand', '户籍人口380万人，每十万人拥有律师25名，律师总数950名。', '25', '38'],
  ['a fraction of a small sample', '抽取案件11件（民事6件、刑事5件）开展评估，其中良好占比36.36%。', '36.36', '34.36'],
  ['those who passed of a small class', '参训人员17人，通过率达94.1%。', '94.1', '91.3'],
  ['of what 其中 divides, though another total gives it', '新收案件150件，审结120件，其中纠错30件，纠错率25.0%。', '25.0', '20.0'],
  ['a rate over people, said in brackets', '起诉160件200人，起诉率（按人数）为80.0%。不起诉50人。', '80.0', '83.0'],
  [
    'halves with a clause between',
    '共逮捕26人，不捕24人，不捕率为48.0%。检察机关批捕率52.0%。',
    '检察机关批捕率52.0',
    '检察机关批捕率55.0',
  ],
  ['a rate whose halves follow its count', '年末常住人口949人，其中城镇人口414人，乡村人口535人。城镇化率43.6%。', '43.6', '46.3'],
  ['a mean of households by their name', '共有家庭户2946户，家庭户人口7031人，平均每个家庭户的人口为2.39人。', '2.39', '2.93'],
  ['a sample in other words', '调阅了各单位办结的36件案卷，平均每个单位4件，合格率为97.2%。', '97.2', '97.8'],
  [
    'a share of what the words before the list name',
    '调解纠纷2600件，其中人民调解900件。从人民调解的纠纷类型看，交通事故类216件，占24.0%。',
    '24.0',
    '8.3',
  ],
  [
    'one of a list that another total gives by chance',
    '收到提案589件，立案500件，并案26件，转为建议63件。其中：经济类213件，占42.6%；政治类42件，占8.4%；文化类46件，占9.2%；社会类139件，占27.8%；生态类60件。',
    '42.6',
    '36.2',
  ],
  ['a share of the total that stands between', '民事案件812件，在1240件受理案件中占65.5%。', '65.5', '60.2'],
  ['of all that are named so', '有412名律师是女性，占全部1240名律师的33.2%。', '33.2', '38.6'],
  ['a share in other words', '受理案件1240件，民事案件812件，比重达65.5%。', '65.5', '60.5'],
  ['a mean of each county', '全市18个县区共建立调委会2160个，县均120个。', '县均120', '县均160'],
  ['a mean of each session', '组织讲座48场次，参加人数4128人次，平均每场次86人次。', '86', '96'],
  ['how many do the work stands behind', '办理案件14820件，人均办案38件，全市执业律师390人。', '38', '31'],
  ['grades that are all that were asked', '测评满意396人，基本满意12人，不满意4人，满意率96.1%。', '96.1', '92.1'],
  ['men to a hundred women', '男性3052人，女性2906人，性别比（以女性为100）为105.02。', '105.02', '106.32'],
  ['the figure just before a share', '判处罪犯2896人，判处五年以上312人，占10.8%。', '10.8', '12.8'],
]

describe('ratios in their many ways of speaking', () => {
  it.each(pairs)('%s', (_, right, old, changed) => {
    expect(kinds(right)).toEqual([])
    expect(kinds(right.replace(old, changed))).toHaveLength(1)
  })
  it('all but one is not all', () => {
    expect(kinds('受理矛盾纠纷1003宗，成功调处1003宗，调处成功率100%。')).toEqual([])
    expect(kinds('受理矛盾纠纷1003宗，成功调处1002宗，调处成功率100%。')).toEqual(['ratio/question'])
    expect(kinds('经审查，立案2669件。目前提案已办复2660件，办复率100%。')).toEqual(['ratio/question'])
  })
  it('what was received is not all taken up, and a mean of satisfaction is of no count of cases', () => {
    expect(kinds('全年共收到申请6200件，审结4696件，审结率为83.4%。')).toEqual(['ratio/question'])
    expect(kinds('受理信访事项682件，满意率99.48%。')).toEqual([])
    expect(kinds('受理各类案件1000件，结案912件，审判案件结案率92.3%，执行案件执结率88.6%。')).not.toContain('ratio/error')
  })
  it('several outcomes together make a joint rate', () => {
    expect(kinds('审结的262件中，直接纠错56件，以调解方式结案51件，综合化解率达到41%。')).toEqual([])
  })
  it('classes with their borders are no counts, and the lowest is no total', () => {
    const text =
      '从规模看，10人以下280家，占56.2%；10人（含）至30人157家，占31.5%；30人（含）至50人29家，占5.8%；50人（含）以上32家，占6.4%。'
    expect(kinds(text)).toEqual([])
  })
  it('a plan may be done by more than all, and output grows at constant prices', () => {
    expect(kinds('完成投资96.3亿元，占年度计划的104.2%。')).toEqual([])
    expect(kinds('生产总值由9323亿元增加到13697亿元，增长33.6%。')).toEqual([])
  })
  it('shares that all imply one unprinted total ask about the printed one', () => {
    const right = '学院有教师640人。教授96人，占15.00%；副教授176人，占27.50%；博士272人，占42.50%。'
    expect(kinds(right)).toEqual([])
    expect(kinds(right.replace('640', '840'))).toEqual(['ratio/question'])
    expect(kinds('全镇1250户。有电视机1100户，有电脑450户（分别占农户的88.0%和36.0%）。')).toEqual([])
    expect(kinds('全镇1350户。有电视机1100户，有电脑450户（分别占农户的88.0%和36.0%）。')).toEqual(['ratio/question'])
  })
  it('two lists with totals of their own are not ordered against each other', () => {
    expect(kinds('村支书60名，大专以上9名，占15.0%；社区书记10名，大专以上6名，占60.0%。')).toEqual([])
  })
  it('shares cut off to whole numbers need not make a hundred', () => {
    expect(kinds('收回问卷共34份。满意5份，占14%；一般11份，占32%；不满意18份，占52%。')).toEqual([])
  })
  it('shares that are each right of a printed total need not name all kinds', () => {
    const text = '从管理类别看，受理的200件中，市场监管100件，占50%；公安50件，占25%；农业26件，占13%。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('26件', '16件'))).toContain('ratio/question')
  })
  it('a second share of one count may be of a total that is not printed', () => {
    expect(kinds('中小学生8000人，寄宿生2000人，占学生总数的25%。小学寄宿900人，占寄宿生的45%，占小学生总数的18%。')).toEqual([])
  })
  it('a total that is only approximate, or of another thing, is not held against a share', () => {
    expect(kinds('全省有会员52.2万多人。青年9.98万多人，占19.16%；中年8.44万多人，占16.20%；老年1.06万多人，占2.03%。')).toEqual([])
    expect(kinds('甲市律师6000人，其中女律师2750人。乙市的情况是，2023年女律师1180人，占全市律师的45.4%。')).toEqual([])
    expect(kinds('律师首次突破1万人。\n执业律师12000人，女律师3600人，占执业律师的32.0%。')).toEqual(['ratio/question'])
    expect(kinds('全省存款余额13万亿元。平原地区生产总值4万亿元，占全省的61.3%。')).toEqual([])
  })
  it('the total that most shares of a list are of is theirs, however far above it stands', () => {
    const text =
      '本次调查了4000户。自有住房的3600户，占90.0%；租房的300户，占7.5%；借住的100户，占2.5%。\n砖混结构2200户，占55.0%；砖木结构1000户，占25.0%；其他结构800户，占20.0%。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('25.0', '28.0'))).toHaveLength(2)
  })
  it('parts that fall short of their total with shares that say so are not asked about', () => {
    expect(kinds('现有教师1000人，正高100人、副高300人、中级500人，分别占10.0%、30.0%和50.0%。')).toEqual([])
  })
  it('the rate of last year is of the cases of last year', () => {
    expect(kinds('本月受理100件，结案20件，结案率20.0%；去年同期受理80件，结案24件，结案率30.0%。')).toEqual([])
  })
  it('no whole number out of a named base gives the share', () => {
    expect(kinds('接待家庭纠纷类来访25件。家庭暴力占家庭纠纷类的87.2%。')).toEqual(['ratio/question'])
    expect(kinds('接待家庭纠纷类来访25件。家庭暴力占家庭纠纷类的88.0%。')).toEqual([])
  })
  it('a rate of 100 % beside those who were not is asked about', () => {
    expect(kinds('执法人员持证率100%，全区执法人员1216人，持证上岗1198人。')).toEqual(['ratio/question'])
    expect(kinds('甲村邻里纠纷22件，调解成功率100%。\n全镇调解纠纷520件，调解成功510件。')).toEqual([])
  })
  it('digits that changed places between two mentions are asked about', () => {
    expect(kinds('全市共有律师2316人。\n全市现有执业律师2361人。')).toEqual(['conflict/question'])
    expect(kinds('全市共有律师2316人。\n全市现有执业律师2316人。')).toEqual([])
  })
  it('a percentage that two counts near it nearly give is asked about, and one that they give is not', () => {
    const text = '全年受理投诉1240件。其中服务类投诉反映较集中，共有310件，这类事项占比25.0%。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('25.0', '26.3'))).toEqual(['ratio/question'])
    expect(kinds(text.replace('25.0', '41.3'))).toEqual([])
    expect(kinds('全市征集意见1240条。对报告的满意率为96.3%，共有1200人参加评议。')).toEqual([])
  })
  it('shares that miss one total by the same measure are one question about the total', () => {
    const text = '全年受理投诉1260件。餐饮类310件，占比25.00%；家装类124件，占比10.00%；教育类62件，占比5.00%。'
    expect(kinds(text)).toEqual(['ratio/question'])
  })
  it('a composition is held against the parts it is of', () => {
    const text =
      '全县地区生产总值200.0亿元，其中第一产业40.0亿元，第二产业90.0亿元，第三产业70.0亿元。三次产业结构由21.0:46.0:33.0调整为20.0:45.0:35.0。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('45.0:35.0', '44.0:36.0'))).toEqual(['ratio/question'])
    const list = '案件200件，其中民事40件、刑事90件、行政70件。受理量较上年有所上升，构成比例分别为20.0%、45.0%和35.0%。'
    expect(kinds(list)).toEqual([])
    expect(kinds(list.replace('35.0', '36.3'))).toContain('ratio/question')
  })
  it('a percentage that lost its sign, or whose point became a full stop, is one all the same', () => {
    expect(kinds('立案67件，办结65件，结案率为97。')).toEqual([])
    expect(kinds('立案67件，办结60件，结案率为97。')).toEqual(['ratio/error'])
    expect(kinds('调处4000件，调解成功3804件，成功率95。1%。')).toEqual([])
    expect(kinds('调处4000件，调解成功3704件，成功率95。1%。')).toEqual(['ratio/error'])
  })
  it('the counts of shares that make a hundred make their total', () => {
    const text =
      '受理信息3423件。其中咨询2158件，同比增长2%，占受理总量的63.0%；投诉920件，占受理总量的26.9%；举报345件，占受理总量的10.1%。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('2158', '2157'))).toEqual(['sum/question'])
  })
  it('kinds that are all named and make too little of a hundred are asked about', () => {
    expect(kinds('合伙所、国资所、个人所分别占66.2%、3.8%、30.0%。')).toEqual([])
    expect(kinds('合伙所、国资所、个人所分别占59.6%、3.0%、28.5%。')).toEqual(['sum/question'])
  })
})
