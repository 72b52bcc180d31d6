import { describe, expect, it } from 'vitest'
import { type CheckResult, checkText, type Finding } from './index.ts'

const found = (text: string): readonly Finding[] => checkText(text).findings
const kinds = (text: string): string[] => found(text).map((f) => `${f.kind}/${f.severity}`)
const silent = (text: string): void => expect(found(text).map((f) => `${f.message} ${f.arithmetic}`)).toEqual([])
const holds = (r: CheckResult): string[] => r.confirmed.map((c) => c.arithmetic)

describe('totals and parts', () => {
  it('a list that adds up is confirmed and nothing is said', () => {
    const r = checkText('全年办理法律援助案件300件,其中民事120件、刑事170件、行政10件。')
    expect(r.findings).toEqual([])
    expect(holds(r)).toContain('120+170+10 = 300')
  })
  it('a list after 其中 that falls short is a question, for 其中 does not promise completeness', () => {
    expect(kinds('全年办理法律援助案件300件,其中民事120件、刑事150件、行政10件。')).toEqual(['sum/question'])
  })
  it('kinds that exceed their total are an error', () => {
    expect(kinds('全市设有公证处30个,其中省属公证处4个,市属公证处12个,县属公证处19个。')).toEqual(['sum/error'])
  })
  it('a bracket without 其中 promises a complete list', () => {
    expect(kinds('全年办案500宗(民事200宗、刑事250宗、行政40宗)。')).toEqual(['sum/error'])
  })
  it('groups that may overlap are only asked about', () => {
    expect(kinds('办理法律援助案件1000件,其中老年人300件、未成年人250件、妇女280件、农民工320件。')).toEqual(['sum/question'])
  })
  it('two qualities of the same people are no division', () => {
    silent('现有专职调解员40名,其中大专以上36名,占90%,45岁以下30人,占75%。')
  })
  it('其中 belongs to the amount, not to the growth before it', () => {
    silent('全年支出520万元,比上年增加60万元,其中办案补贴400万元,宣传经费120万元。')
  })
  it('件 起 宗 may stand in one list, 份 does not join a total of 次', () => {
    silent('提供法律服务共600次,其中解答咨询400次,参与调解150宗,法治讲座50场次,发放资料9000余份。')
  })
  it('a part larger than its total is an error', () => {
    expect(kinds('现有调解员120人,其中专职调解员210人。')).toEqual(['sum/error'])
  })
  it('a total after its parts is checked', () => {
    silent('网站发布信息45条,微信公众号发布155条。两个渠道合计发布200条。')
    expect(kinds('网站发布信息45条,微信公众号发布155条。两个渠道合计发布210条。')).toEqual(['sum/error'])
  })
  it('kinds without 其中 find their total in the sentence before', () => {
    silent('目前在册社区矫正对象150人。女性30人,男性120人;管制1人,缓刑140人,假释6人,暂予监外执行3人。')
    expect(kinds('目前在册社区矫正对象150人。女性30人,男性130人。')).toHaveLength(1)
    expect(kinds('目前在册社区矫正对象150人。管制1人,缓刑140人,假释9人,暂予监外执行3人。')).toHaveLength(1)
  })
  it('万 and plain numbers add within their rounding', () => {
    silent('全省人民调解组织1.5万多个,其中村居调委会9400多个,企事业单位调委会5900多个。')
  })
})

describe('lists whose length is the figure', () => {
  it('names after 即 are counted', () => {
    silent('有3个乡镇获评先进,即东山镇、西河镇、南岭镇。')
    expect(kinds('有4个乡镇获评先进,即东山镇、西河镇、南岭镇。')).toEqual(['sum/error'])
  })
  it('names before the figure are counted', () => {
    expect(checkText('工作流程分受理、审查、审核、归档四个环节。').confirmed).toHaveLength(1)
    expect(kinds('全年新增物业、旅游、金融、医疗6个行业性调委会。')).toEqual(['sum/question'])
  })
  it('a list closed by 等 promises nothing', () => {
    silent('在东山镇、西河镇等9个乡镇开展试点。')
  })
})

describe('ratios', () => {
  it('a share of its total may be rounded or truncated', () => {
    silent('调委会600个,其中规范化500个,占83.3%。')
    silent('在册300人,其中女性50人,占16.6%。')
    expect(kinds('调委会600个,其中规范化500个,占81.3%。')).toEqual(['ratio/error'])
  })
  it('the base of 履行率 is the settled cases', () => {
    silent('受理纠纷2000件,成功1900件,成功率95%;履行1805件,履行率95%。')
  })
  it('a rate that its two counts do not give is an error', () => {
    expect(kinds('受理纠纷2000件,调解成功1900件,成功率97.2%。')).toEqual(['ratio/error'])
  })
  it('a rate that no whole number of cases gives is an error', () => {
    expect(kinds('调解疑难纠纷40起,成功率96.4%。')).toEqual(['ratio/error'])
    silent('调解疑难纠纷40起,成功率97.5%。')
  })
  it('a base that is not printed is left alone', () => {
    silent('新收一审案件900件,审结810件,结案率90%。5月至年底400件有负责人出庭,出庭应诉率42%。')
  })
  it('the smaller count cannot have the larger share', () => {
    expect(kinds('从业人员6.5万人,其中在城区执业3.1万多人,占52%,在乡镇执业3.4万多人,占48%。')).toContain('ratio/error')
  })
  it('a share may be of the last items together', () => {
    silent('全年受理纠纷1000件,其中邻里纠纷300件、家庭纠纷250件,占55%。')
    silent('全年受理纠纷1000件,其中邻里纠纷300件、家庭纠纷250件,两项共占55%。')
  })
  it('shares of one kind make 100 per cent', () => {
    silent('学历:本科占70.5%,硕士占20.1%,专科占9.4%。')
    expect(kinds('学历:本科占70.5%,硕士占23.1%,专科占9.4%。')).toEqual(['sum/error'])
  })
  it('shares after 其中 need not make 100 per cent', () => {
    silent('公共投资900亿元,其中民生工程占44%,生态建设占16%,基础设施占23%,灾后重建占14%。')
  })
  it('a rate above 100 per cent is an error', () => {
    expect(kinds('发生纠纷300件,调处300件,调处率120%。')).toEqual(['ratio/error'])
  })
  it('the shares of a list carry on the total of the section before', () => {
    const text = '全年收到申请800件。\n(一)按申请人分\n公民申请600件,占收到申请总数的75%;法人申请160件,占20%;其他组织申请40件,占P%。'
    silent(text.replace('P', '5'))
    expect(kinds(text.replace('P', '9'))).toContain('ratio/error')
  })
})

describe('changes', () => {
  it('a growth rate follows from the earlier value', () => {
    silent('受理1500件,比2019年的1200件增加25%。')
    expect(kinds('受理1500件,比2019年的1200件增加28%。')).toEqual(['ratio/error'])
    silent('全年收案7976件(2019年6593件),同比增长20.98%。')
    expect(kinds('全年收案7976件(2019年6593件),同比增长22.98%。')).toEqual(['ratio/error'])
  })
  it('a growth rate follows from the difference, before or after it', () => {
    silent('新收1100件,比2019年多100件,增幅10%。')
    expect(kinds('新收1100件,比2019年多100件,增幅13%。')).toEqual(['ratio/error'])
    expect(kinds('审结案件262件,同比下降8.60%,同比减少7件。')).toEqual(['ratio/error'])
  })
  it('a growth rate that no whole earlier number gives is asked about', () => {
    expect(kinds('治安管理类案件13件,比上年增长115.4%。')).toEqual(['ratio/question'])
  })
  it('points are not per cent', () => {
    silent('成功率由93%提高到95%,提高2个百分点。')
    expect(kinds('成功率由93%提高到95%,提高5个百分点。')).toEqual(['ratio/error'])
  })
  it('a change may be said in one sign, before or after its amount', () => {
    silent('审结刑事案件270件,上升11.1%,多27件。')
    expect(kinds('审结刑事案件270件,上升14.1%,多27件。')).toEqual(['ratio/error'])
    silent('接报警情8500起,上年同期为10000起,少1500起,降15%。')
    expect(kinds('接报警情8500起,上年同期为10000起,少1500起,降17%。')).toEqual(['ratio/error'])
    silent('非税收入4500万元,同比减收500万元,下降10%。')
    expect(kinds('非税收入4500万元,同比减收500万元,下降13%。')).toEqual(['ratio/error'])
    silent('受理97件134人,上年同期197件375人,件数、人数各下降50.8%、64.3%。')
    expect(kinds('受理97件134人,上年同期197件375人,件数、人数各下降50.8%、61.3%。')).toEqual(['ratio/error'])
  })
  it('a total so rough that any sum would meet it confirms nothing', () => {
    const said = (text: string) => checkText(text).confirmed.map((c) => c.arithmetic)
    expect(said('全县共有残疾人1万名,其中肢体残疾4156人、精神残疾2389人、视力残疾2381人。')).toEqual([])
    expect(said('全县共有残疾人1万名,其中肢体残疾0.6万名、其他残疾0.4万名。')).toHaveLength(1)
  })
  it('a share is an error only of a total beyond doubt', () => {
    expect(kinds('受理案件640件,其中民事448件,占75%。')).toContain('ratio/error')
    // the total of the kinds is not printed: whatever stands before is only a guess
    expect(kinds('全市专职律师8225人,兼职律师496人。从年龄上看,30岁以下1566人,占17.14%;30岁及以上7568人,占82.86%。')).not.toContain(
      'ratio/error',
    )
    // pending cases belong to neither side
    expect(kinds('受理审查逮捕2845人,批准逮捕1940人,不批准逮捕889人。')).not.toContain('sum/error')
    expect(kinds('收案数的增幅由2015年的8.49%降到5.19%,比全国平均增幅低5.32个百分点。')).toEqual([])
  })
  it('a clause that only compares goes on with what was spoken of', () => {
    const text = '咨询3600件,比上季度4000件下降10%;同比去年3000件增长D%。'
    silent(text.replace('D', '20'))
    expect(kinds(text.replace('D', '26'))).toEqual(['ratio/error'])
    const year = '应诉案件129件,2016年为75件,同比增长D%。'
    silent(`2017年${year}`.replace('D', '72'))
    expect(kinds(`2017年${year}`.replace('D', '78'))).toEqual(['ratio/error'])
    silent('受理量由2019年的96件变为59件,其中市场监管局由30件到21件,-30.0%,公安分局由6件到13件,116.7%。')
    expect(kinds('市场监管局由30件到21件,-33.0%。')).toEqual(['ratio/error'])
    const measures = '审结400件500人,上年同期500件800人,件数下降20%、人数下降D%。'
    silent(measures.replace('D', '37.5'))
    expect(checkText(measures.replace('D', '31.5')).findings.map((f) => f.arithmetic)).toEqual(['(500−800) ÷ 800 = -37.5% ≠ 31.5%'])
    silent('应取得资格的人员由四类扩大到九类,所以参考率比去年上升了2.54%。')
  })
  it('two shares after one 占 belong to the two counts before them', () => {
    const text = '全年火灾400起、亡50人。农村火灾220起、亡30人,占总数的55%和60%;城市火灾180起、亡20人,占45%和D%。'
    silent(text.replace('D', '40'))
    expect(kinds(text.replace('D', '46'))).toContain('ratio/question')
    const named = '服务类投诉364件。服务类前两位是餐饮85件、美容47件,分别占23.4%、D%。'
    silent(named.replace('D', '12.9'))
    expect(kinds(named.replace('D', '15.9'))).toHaveLength(1)
  })
  it('the changes of the parts make the change of the whole', () => {
    const text = '全年收入679万元,增加65万元。其中税收365万元,增加24万元,非税收入314万元,增加D万元。'
    silent(text.replace('D', '41'))
    expect(kinds(text.replace('D', '47'))).toEqual(['sum/question'])
  })
  it('a division in percentages alone makes a hundred', () => {
    silent('按类型分,咨询77.2%,投诉12.5%,求助9.7%,其他0.6%。')
    expect(kinds('按类型分,咨询77.2%,投诉15.5%,求助9.7%,其他0.6%。')).toEqual(['sum/question'])
  })
  it('yearly growth over several years is compound', () => {
    silent('受理案件由2016年的1240件增加到2020年的2103件,年均增长14.1%。')
    expect(kinds('受理案件由2016年的1240件增加到2020年的2103件,年均增长17.1%。')).toEqual(['ratio/question'])
  })
  it('what other figures beside it give exactly is no error', () => {
    expect(kinds('全年受理案件318件,比上年的274件增长16.1%;其中企业41件,比上年的35件增长16.1%。')).toContain('ratio/error')
    expect(kinds('受理案件97件134人,上年同期197件375人,件数、人数各下降50.76%、64.27%。')).not.toContain('ratio/error')
  })
  it('rates after 分别 belong to their counts in order', () => {
    silent('收案300件(2020年250件),审结280件(2020年200件),同比分别增长20%和40%。')
    expect(kinds('收案300件(2020年250件),审结280件(2020年200件),同比分别增长20%和50%。')).toEqual(['ratio/error'])
  })
})

describe('stock and flow', () => {
  it('received less released is the stock', () => {
    silent('截至2017年10月底,累计接收社区矫正对象900人,累计解除780人,现在册120人。')
    expect(kinds('截至2017年10月底,累计接收社区矫正对象900人,累计解除180人,现在册120人。')).toEqual(['stock_flow/error'])
  })
  it('the flows of one year do not give the stock', () => {
    silent('2018年各级机构累计接收2000人,解除1900人,在矫2400人。')
  })
  it('an opening stock is counted in', () => {
    silent('上年结转50件,新收300件,审结310件,年末未结40件。')
    expect(kinds('上年结转50件,新收300件,审结310件,年末未结60件。')).toEqual(['stock_flow/error'])
  })
  it('more may be closed than was newly received', () => {
    silent('行政诉讼新收一审70件,结案110件,其中开庭90件。')
  })
})

describe('repeats', () => {
  it('a running total of one year cannot fall as the year goes on', () => {
    const text = '2017年工作汇报\n截至今年6月份,全区共排查矛盾纠纷3000起。\n今年来,全区共排查矛盾纠纷1200起。'
    expect(kinds(text)).toEqual(['conflict/error'])
    silent(text.replace('1200', '4200'))
  })
  it('one indicator of two years is no conflict', () => {
    silent('2015年全市共调解矛盾纠纷3000件。\n2016年全市共调解矛盾纠纷3300件。')
  })
  it('all succeeded, then not all', () => {
    expect(kinds('医调委共受理并成功调解医患纠纷30宗,调处成功28宗。')).toContain('conflict/error')
  })
  it('one indicator in two measure words is asked about', () => {
    expect(kinds('今年共化解医疗纠纷45宗。\n今年共化解医疗纠纷45件。')).toEqual(['unit/question'])
  })
})

describe('numbering', () => {
  it('a missing heading is found', () => {
    expect(kinds('一、总体情况\n(一)普法\n内容。\n(二)调解\n内容。\n(四)矫正\n内容。\n二、问题\n')).toEqual(['numbering/error'])
    expect(kinds('总体情况\n内容。\n二、主要做法\n内容。\n三、问题\n内容。\n四、打算\n内容。')).toEqual(['numbering/error'])
  })
  it('an extract that begins with 二 is only asked about, and 二要 stands for 二是', () => {
    silent('一是抓学习。二要抓落实。三是抓队伍。')
    expect(kinds('二、主要做法\n内容。\n三、问题\n内容。')).toEqual(['numbering/question'])
  })
  it('a repeated 三是 is found', () => {
    expect(kinds('一是抓学习。二是抓落实。三是抓队伍。三是抓保障。')).toEqual(['numbering/error'])
  })
  it('一是 starts anew under each heading, and 首先 其次 第三 is one list', () => {
    silent('(一)普法。一是抓重点。二是抓创新。(二)调解。一是抓排查。二是抓化解。首先要抓早。其次要抓小。第三要抓实。')
  })
  it('an inner list in the words of the outer one is asked about', () => {
    expect(kinds('一是抓普法。二是抓形式。一是挂横幅。二是发资料。三是办讲座。三是抓创建。四是抓保障。')).toEqual(['numbering/question'])
  })
})

describe('words, dates and damage', () => {
  it('近…余 contradicts itself', () => {
    expect(kinds('全年开展宣传近百余场,接待群众3000余人次。')).toEqual(['unit/error'])
  })
  it('a day that no calendar has is found', () => {
    expect(kinds('2021年2月30日召开会议。')).toEqual(['date/error'])
    expect(kinds('规划期为2025至2021年。')).toEqual(['date/error'])
  })
  it('lost circled numbers, lost 年 and lost dashes are not figures', () => {
    const r = checkText(
      '情况如下:\n12020年,收到188件。\n22020年,办结176件。\n3103个乡镇参加。\n20056月试点,201212月成立,规划(20212025年)。',
    )
    expect(r.findings).toEqual([])
    expect(r.figures.map((f) => f.value)).toEqual([188, 176, 103])
  })
  it('full-width digits, grouped digits and spaces are read', () => {
    const values = checkText('受理４５９８件，审结 4 598 件，收取1,234元，占８５．５％。').figures.map((f) => f.value)
    expect(values).toEqual([4598, 4598, 1234, 85.5])
  })
  it('a number broken by a page mark is one number', () => {
    const line = '本局认真贯彻落实上级部署统筹推进各项工作取得成效'
    const text = `${line}\n${line}\n${line}\n${line}\n${line}\n${line.slice(0, 18)}共受理案件24\n- 3 -\n46件,办结情况良好,群众满意。\n`
    expect(checkText(text).figures.map((f) => f.value)).toContain(2446)
  })
  it('names, ordinals, numbers of documents and telephones are not figures', () => {
    const r = checkText('“七五”普法,“三八”节,“6.26”禁毒日,第一道防线,国办发〔2018〕37号,拨打12348热线,电话0768-2345678,十九大精神。')
    expect(r.figures).toEqual([])
  })
})

describe('a figure named again', () => {
  it('has not grown in one place and fallen in another', () => {
    const text = '其中咨询1951件，同比下降7.8%，投诉827件。与去年同期相比，咨询业务总量减少了166件。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('减少了', '增加了'))).toEqual(['conflict/question'])
  })
})

describe('one matter told twice', () => {
  it('has one value of each figure', () => {
    const text =
      '接收投诉举报5318件。其中，投诉3671件，举报1647件。办结数量为4991件。各县合计：投诉3671件、举报1647件、受理5318件、办结4991件。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('办结4991', '办结5044'))).toEqual(['conflict/question'])
  })
  it('has no more in half a year than in the whole', () => {
    expect(kinds('2013年上半年有5083件发生在事业单位，是2013年全年1914件的近3倍。')).toEqual(['conflict/question'])
    expect(kinds('2013年上半年有5083件发生在事业单位，是2012年全年1914件的近3倍。')).toEqual([])
  })
  it('counts far apart whose shares make a hundred make their total', () => {
    const text =
      '受理信息3422件。其中咨询2157件，占受理总量的63.0%；投诉920件，占受理总量的26.9%；截至目前已办结反馈746件，办结反馈率81.1%，涉及争议金额54.7万元，挽回经济损失18.3万元；举报345件，占受理总量的10.1%。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('3422', '3423'))).toEqual(['sum/question'])
  })
  it('a rate that names its base is possible of it', () => {
    expect(kinds('接待来信来访27件，其中家庭类25件；住房类1件；其他1件。信访调处率98%。')).toEqual(['ratio/question'])
    expect(kinds('接待来信来访27件，其中家庭类25件；住房类1件；其他1件。信访调处率96.3%。')).toEqual([])
  })
})

describe('an earlier value in a bracket', () => {
  it('needs no measure word', () => {
    const text = '第一季度出生436人，比去年同期（429）多生7人。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('7人', '9人'))).toEqual(['sum/error'])
  })
  it('one off in the last place of a change is asked about', () => {
    expect(kinds('共发生事故1290起，同比减少190起，下降12.9%。')).toEqual(['ratio/question'])
    expect(kinds('共发生事故1290起，同比减少190起，下降12.8%。')).toEqual([])
  })
})

describe('what may have been meant otherwise is asked and not asserted', () => {
  it('a list whose first parts make the total, with another quality behind', () => {
    expect(kinds('检举401件中，初次举报362件，重复举报39件，署名举报99件。')).toEqual(['sum/question'])
    expect(kinds('设立代表机构330家，其中外国律所代表机构265家，香港律所代表机构65家，台湾律所代表机构9家。')).toEqual(['sum/question'])
  })
  it('a list that divides a total of another sentence', () => {
    const text = '受理案件9000件，审结7000件。收案中，刑事案件1200件，民事案件5400件，行政案件400件，执行案件1010件。'
    expect(kinds(text).filter((k) => k.endsWith('error'))).toEqual([])
  })
  it('a share beside one that is itself a share of a total not printed', () => {
    const text = '判处有期徒刑1400人，占总人数的70.00%；拘役500人，占25.00%；单处罚金100人，占5.00%。'
    expect(kinds(text).filter((k) => k.endsWith('error'))).toEqual([])
  })
  it('the value of a later year is not the earlier one', () => {
    expect(kinds('2012年受理280件，2013年受理315件，同比增长12.5%；2014年360件，同比增长14.3%。')).toEqual([])
  })
  it('counts of different years are shares of different totals', () => {
    expect(kinds('2016年办理600件，2017年办理700件，占全部案件的比例分别为3.0%、5.0%。')).toEqual([])
  })
  it('one fault is said once', () => {
    const all = checkText('全年受理纠纷2000件，调解成功1900件，成功率97.2%。').findings.map((f) => f.arithmetic)
    expect(new Set(all).size).toBe(all.length)
  })
  it('a month whose dash was lost is no day that the calendar lacks', () => {
    expect(kinds('2021年16月直播179件。')).toEqual([])
    expect(kinds('2021年14月直播179件。')).toEqual([])
    expect(kinds('2021年31月直播179件。')).toEqual(['date/error'])
  })
  it('a share that names its count again may be of another place', () => {
    const all = kinds('全市在校学生370366人，其中留守儿童97854人，分布不均，某县留守儿童占在校生的45.9%。')
    expect(all.filter((k) => k.endsWith('error'))).toEqual([])
  })
  it('a natural growth of so many in a thousand is no growth of births', () => {
    expect(kinds('自然增长人数66人，比去年同期减少56人，自然增长率为2.82‰。')).toEqual([])
  })
  it('no rate is tenfold', () => {
    expect(kinds('补贴发放比例到达20230%。')).toEqual(['ratio/error'])
  })
})

describe('the answer', () => {
  it('quotes and figures are exact slices of the text', () => {
    const text = '受理纠纷２０００件，调解成功1900件，成功率97.2％。'
    const r = checkText(text)
    for (const q of [...r.figures, ...r.findings.flatMap((f) => f.quotes)]) expect(text.slice(q.start, q.end)).toBe(q.text)
    expect(r.findings).toHaveLength(1)
  })
  it('a figure carries unit, bound, scope and period', () => {
    const f = checkText('2017年工作汇报\n截止今年10月份,全区共摸排矛盾纠纷6000余起。').figures[0]
    expect(f).toMatchObject({ value: 6000, bound: 'at-least', unit: '起', scope: '全区' })
    expect(f?.what).toContain('摸排矛盾纠纷')
    expect(f?.period?.to).toBe('2017-10-31')
  })
  it('messages are there in English too', () => {
    const f = checkText('受理纠纷2000件,调解成功1900件,成功率97.2%。', { lang: 'en' }).findings[0]
    expect(f?.message).toMatch(/the rate should be 95\.0%/)
  })
  it('the hint names the smallest set of figures that would settle all', () => {
    const r = checkText('全市设有公证处30个,其中省属公证处4个,市属公证处12个,县属公证处19个。')
    expect(r.hints[0]?.choices.every((c) => c.length === 1)).toBe(true)
    expect(r.hints[0]?.choices).toHaveLength(4)
  })
})
