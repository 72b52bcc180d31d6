import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

/** A passage that is right, and the same with one number changed. */
const pairs: readonly (readonly [string, string, string, string])[] = [
  ['rounded parts are rounded alike', '共发放资料3.6万份，其中手册1.9万份、传单1.2万份、其他0.5万份。', '1.9万', '1.6万'],
  ['a mean of cases', '结案2105件，发放补贴186.3万元，件均885元。', '885', '815'],
  ['a mean of days', '2022年，全年接待群众10181人次，日均接待28人次。', '28', '37'],
  ['a mean of committees', '现有调委会266个，调解员1121名，平均每个调委会4.2名。', '4.2', '5.4'],
  ['who could not be reached', '发放问卷的164人中有12人未能联系上，实际调查152人。', '152', '157'],
  ['posts not filled', '核定编制58名，实有46名，缺编12名。', '12', '15'],
  ['what was founded less what was closed', '全年新设5873户，注销2164户，净增3709户。', '3709', '3009'],
  ['quarters of a running total', '1至9月累计调解1951件，其中一季度587件、二季度663件。三季度调解701件。', '587', '517'],
  [
    'kinds named before their sum',
    '撤销57件、确认违法29件、责令限期履行11件、终止80件。撤销、确认违法、责令履行三类合计97件。',
    '三类合计97',
    '三类合计90',
  ],
  ['a list whose total heads the section', '全年调解701件。\n各所情况：甲所146件、乙所98件、丙所187件、丁所176件、其他94件。', '98', '128'],
  ['letters, visits and the net', '信访总量1735件次，其中来信186件、来访417批次、网上信访1132件。', '417', '447'],
  ['points that list', '总量431件，占全市的8%。\n一是物业类118件。二是劳动类196件。其他方面117件。', '196', '190'],
  ['an earlier value behind its change', '信访总量1735件次，同比下降8.9%，去年同期为1904件次。', '8.9', '10.2'],
  ['what is left', '受理681件。三地合计447件，占受理总量的65.6%；其余县市共234件。', '234', '264'],
  ['classes of age', '全县调解员640人，按年龄分，35岁及以下152人，36至50岁301人，51岁及以上187人。', '640', '670'],
  ['two members in a longer sentence', '刑事案件受理205件，旧存61件、新收144件，结案160件。', '61', '91'],
  ['two kinds of time', '全年交办事项320件，按期办理301件，逾期办理19件，群众满意。', '19', '49'],
  ['inside and outside', '登记外出务工412人，省内275人，省外137人。', '275', '245'],
  ['a count of calls', '收到反映812件，其中电话640件、信箱52封、APP120件。', '640', '670'],
  [
    'two measures in turns, the second known by its name',
    '部门收到申请106件，受理73件：甲局45件、受理31件，乙局33件、受理24件，丙局20件、受理12件，丁局8件、受理6件。',
    '受理24件',
    '受理27件',
  ],
  [
    'exact kinds beside a total and a rough figure',
    '律师突破900人。共有律师955人。从分布来看，甲区330人，乙区295人，丙区180人，丁县150人。',
    '330',
    '360',
  ],
  ['many kinds right behind a figure', '收到来信98件。甲项16件，乙项25件，丙项19件，丁项12件，戊项8件，己项11件，庚项7件。', '19', '22'],
  ['cases heard among those closed', '全年结案46件，在已结案件中撤销9件，维持25件，驳回8件，终止4件，纠错率19.6%。', '维持25', '维持28'],
  ['what is pending ends a list', '代理应诉35起。经过努力，胜诉19起；原告撤诉12起；现待审4起。', '12', '15'],
  ['kinds before other qualities', '在册对象326名，其中缓刑316名，假释3名，暂予监外执行6名，管制1名，外省户籍230名。', '316', '346'],
  ['kinds among a figure', '办理的356件里，已采纳240件；列入计划85件；留作参考31件。', '85', '65'],
  ['two measures over several clauses', '全县保障3120户5480人。城市420户、760人；农村2700户、4720人。', '4720', '4790'],
  ['classes that stand in sentences', '本月报告病例5210例，死亡31人。甲类3例；乙类2107例，死亡30人。丙类3100例，死亡1人。', '2107', '2167'],
  ['parts of a part', '受理各类监督案件90件。其中刑事61件，即审查逮捕20件、审查起诉41件；民事19件；行政10件。', '41', '47'],
  [
    'parts beside the parts of a part',
    '受理各类监督案件90件。其中刑事61件，即审查逮捕20件、审查起诉41件；民事19件；行政10件。',
    '19',
    '15',
  ],
  [
    'a division by grade',
    '处分212人（党纪处分190人、政务处分38人）。按职级，县处级3人，乡科级29人，一般干部41人，其他人员139人。',
    '139',
    '131',
  ],
  ['what is still going on', '交办事项210件（重点30件），已完成190件（重点28件），另20件正在推进。', '190', '180'],
  ['a list whose whole stands behind it', '专任教师中，小学820人，初中1030人，高中640人。全县教职工2800人，专任教师2490人。', '640', '610'],
  [
    'a list that names the rest behind a semicolon',
    '收到举报180件。被举报人职级上，乡科级96件，村干部57件，两者占八成；一般干部16件，其他11件。',
    '16件',
    '19件',
  ],
  ['numbers of a list within a sentence', '全县共有低收入家庭118户。从致困原因看：1、因病62户；2、因残31户；3、其他25户。', '25', '28'],
  ['a second division of one figure', '在册对象214人，男性188人、女性26人；18岁以下3人，18至45岁140人，46岁以上71人。', '71人', '78人'],
  ['a total of levels', '市级示范村18个、县级示范村46个，两级示范村共64个。', '46', '49'],
  ['how many come first', '受理数排前3位的案由为离婚820件、借贷610件、继承190件。', '前3', '前5'],
  ['how many provinces', '受理量超过五千件的有甲河、乙江2省。', '2省', '4省'],
  ['how many places, with 等 behind them', '办案较多的有甲江、乙江、丙江、丁州、戊州、己洱等6个州（市）。', '6个', '9个'],
  ['how many great kinds', '申请集中在市场监管、公安（含交警）、人力资源和社会保障、自然资源4大类。', '4大类', '7大类'],
  ['many kinds in even words', '全年收到诉求217件，涉路类83件，涉水类61件，涉电类45件，涉校类25件，表扬感谢3件。', '83件', '86件'],
  ['kinds before a step', '解决诉求312件，其中网格上报280件，热线转来21件，云平台11件，办结309件。', '280件', '283件'],
  ['degrees', '全所工作人员132人，其中硕士21人，同比增长5%；本科87人，同比增长8%；大专24人。', '87', '97'],
  ['a total before two kinds of any name', '热线通话总量1340通，等待量825通，人工接听量515通，通话时长合适。', '825', '852'],
  ['shares parted by semicolons', '结婚不满三年的占15%；3至5年的占32%；5至10年的占31%；10年以上的占22%。', '32%', '36%'],
  [
    'a member with a bracket',
    '全年结案3112件。\n结案方面：民事2206件（再审1件在内），与上年持平；刑事270件；行政96件；执行540件。',
    '2206',
    '2233',
  ],
  ['a figure right before its parts', '民事受理212件，旧存50件，新收162件；行政受理44件，旧存21件、新收23件。', '新收23件', '新收29件'],
  ['a joint share', '罚金占32.25%，附带赔偿占10.33%，两项合计占在押人数的42.58%。', '42.58%', '44.58%'],
  ['two shares that leave no third', '吸毒人员中，本地户籍占68.2%，外地户籍占31.8%。', '31.8', '33.1'],
  ['shares with their counts between', '全年来信。住房类12件，占24.5%；劳动类9件，占18.4%；其余28件，占57.1%。', '57.1', '58.9'],
  ['names behind their figures', '设置14个座席，其中包括8个咨询座席、3个网络座席、1个调度座席和2个自助座席。', '14个', '17个'],
  ['a figure between what was examined and what was granted', '受理审查逮捕19件，提前介入2件，批准逮捕15件，不批准逮捕4件。', '4件', '7件'],
  ['two kinds before a semicolon', '共办理工单1495件，交二级单位办理1388件，热线直办107件；按期回复1424件，逾期回复71件。', '107', '134'],
  ['the first ones of a list', '立案742起，其中刷单264起、客服143起、理财118起、贷款97起、其他120起，前四类占83.8%。', '83.8', '85.1'],
]

describe('lists, means and remainders', () => {
  it.each(pairs)('%s', (_, right, old, changed) => {
    expect(kinds(right)).toEqual([])
    expect(kinds(right.replace(old, changed))).not.toEqual([])
  })
  it('a sentence broken by the lines of a PDF is one sentence, and quotes are exact', () => {
    const lines = [
      '    全区累计接收社区矫正对象三千余人，现在册共二百七十八人，其中',
      '缓刑258人，假释6人，暂予监外执行14人，全年组织集中教育24场',
      '次，参加5184人次，场均216人次，未发生脱管漏管和重大再犯罪案',
      '件，各项监管措施落实到位，教育帮扶工作有序开展。',
    ]
    const text = lines.join('\n')
    const result = checkText(text)
    expect(result.findings).toEqual([])
    expect(result.confirmed.map((c) => c.arithmetic)).toContain('5184 ÷ 24 = 216')
    for (const f of result.figures) expect(text.slice(f.start, f.end)).toBe(f.text)
  })
  it('shares of another figure, or less than a hundred together, say that the list is not the whole', () => {
    expect(kinds('受理诉求2000件，已办结1190件。事项上，物业760件，占38%；噪声400件，占20%。')).toEqual([])
    expect(kinds('刑事警情62起，其中盗窃53起，占85.5%，诈骗3起，占4.8%。')).toEqual([])
    expect(kinds('全年火灾死亡410人，受伤180人。住宅火灾死亡250人，受伤140人。')).toEqual([])
  })
  it('years in a row are years', () => {
    expect(kinds('全镇2019、2020、2021三年收件、办结依次为：1075件、1023件，1213件、1113件，1308件、1269件。')).toEqual([])
  })
  it('a clause among a figure need not name all of it', () => {
    expect(kinds('全年受理申请1200件，审结920件。审结案件里，维持530件，撤销和变更130件，调解结案190件。')).toEqual([])
  })
  it('of two kinds that seldom have a third a reader asks, and is told where there is one', () => {
    expect(kinds('在册对象300人，严管20人、普管240人。')).toEqual(['sum/question'])
    expect(kinds('全年诉求5200件，直接办理3100件，转办1900件，其他正在核实。')).toEqual([])
    expect(kinds('结案1190件，调解420件，判决600件。')).toEqual([])
    expect(kinds('学员中，党员120人，女性80人，35岁以下60人，共培训210人。')).toEqual([])
  })
  it('what came in and what was carried over is not what was closed', () => {
    expect(kinds('上年结转50件，受理300件，审结310件。')).toEqual([])
  })
  it('等 may leave some out, and a part of a name is no member', () => {
    expect(kinds('范围涉及土地、城管、民政、计生等6个部门。')).toEqual([])
    expect(kinds('制定了业务、档案、考核等12项制度。')).toEqual([])
    expect(kinds('加强与京津冀、长三角、粤港澳大湾区、东三省的往来。')).toEqual([])
  })
  it('a mean of working days is left alone', () => {
    expect(kinds('全年受理128280件，日均受理513件（按250个工作日计算）。')).toEqual([])
  })
  it('a name that stands behind its figure ends before 以及', () => {
    expect(kinds('受理15820起案件,包括10813起民事案件,4790起刑事案件以及217起行政案件。')).toEqual([])
    expect(kinds('受理15280起案件,包括10813起民事案件,4790起刑事案件以及217起行政案件。')).toEqual(['sum/error'])
  })
  it('其中 at the head of a sentence divides the figure before it, not one farther off that agrees by chance', () => {
    const text = '在网站公开信息31条。在平台公开信息32条。其中：部门文件3条，规划计划3条，财政信息5条，统计信息8条，政策解读12条。'
    expect(kinds(text)).toEqual(['sum/question'])
    expect(kinds(text.replace('12条', '13条'))).toEqual([])
  })
  it('what was to be done is done or still open', () => {
    const text = '受理诉求3942件，其中电话受理较多。累计办结3884件，协调办理中58件。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('58件', '59件'))).toEqual(['sum/question'])
    expect(kinds('督办事项375件，其中有320件已完成，55件正在推进。')).toEqual([])
    expect(kinds('督办事项375件，其中有323件已完成，55件正在推进。')).toEqual(['sum/question'])
  })
  it('二级 in a name is no figure of a list', () => {
    expect(kinds('办理工单2495件。交办二级单位2388件，热线直办107件。')).toEqual([])
    expect(kinds('办理工单2495件。交办二级单位2415件，热线直办107件。')).toEqual(['sum/question'])
  })
  it('a list that misses a figure further up by a hair was meant to make it', () => {
    const text = '全区共有基层组织3655个。全年发展党员581名，其中女党员200名。设立基层党委188个、总支部218个、支部3249个。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('3655', '3656'))).toEqual(['sum/question'])
  })
  it('a list that falls short is added up whole, whatever its members are called', () => {
    const text =
      '提供法律服务共2446次，其中，各类接访、来电咨询1689次，出具法律意见65次，开展法制宣传473场次，参与人民调解20宗，提供法律援助1宗。'
    expect(checkText(text).findings.map((f) => f.arithmetic)).toEqual(['1689+65+473+20+1 = 2248 ≠ 2446 (差 198)'])
  })
})
