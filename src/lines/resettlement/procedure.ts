import { keptBy, procedureOf } from '../../kernel/index.ts'
import { addDays, addYears } from '../../law/index.ts'
import { entered, returnsOfTowns } from './effects.ts'
import * as record from './records.ts'

const station = ['stationOfficer', 'stationHead'] as const
/** 「安置帮教工作领导小组办公室」 sits in either section of the bureau. */
const office = ['mediationOfficer', 'correctionsOfficer'] as const
const everyone = [...station, ...office] as const

const { step, define } = procedureOf(record.person)
export const person = define({
  stages: {
    serving: '服刑中',
    awaiting: '待释放',
    unlinked: '未衔接',
    helped: '帮教中',
    expired: '帮教期满',
    recommitted: '重新犯罪收监',
    died: '死亡',
    movedOut: '已迁出',
    notOurs: '非本辖区',
    neverLinked: '始终未衔接',
  },
  ends: ['expired', 'recommitted', 'died', 'movedOut', 'notOurs', 'neverLinked'],
  steps: {
    receive: step({
      title: '收到监所信息',
      from: 'new',
      to: 'serving',
      by: everyone,
      basis: '粤司〔2013〕132号',
      on: 'infoOn',
      form: [
        'source',
        'kind',
        'sex',
        'bornOn',
        'infoOn',
        'minor?',
        'household?',
        'residence?',
        'crime?',
        'offence?',
        'sentenceTerm?',
        'marital?',
        'takenInOn?',
        'shortSentence?',
        'prison?',
        'health?',
        'skills?',
        'expectedOn?',
      ],
      refuse: ({ form }) => (form.source === 'corrections' ? '解除社区矫正人员由社区矫正解除时自动转入，不在此登记' : null),
    }),
    verify: step({
      title: '信息核查反馈',
      from: 'serving',
      by: station,
      basis: '粤司〔2013〕132号',
      on: 'verifiedOn',
      form: ['verifiedOn', 'verification', 'findings', 'household?', 'residence?', 'community?'],
      papers: ['verification'],
      effect: ({ form }) => (form.verification === 'notOurs' || form.verification === 'notFound' ? { to: 'notOurs' } : {}),
    }),
    enlist: step({
      title: '列入预释放名单',
      from: 'serving',
      by: everyone,
      basis: '监狱法 第三十五条；粤司〔2013〕132号',
      on: 'rosterOn',
      form: ['rosterOn', 'expectedOn'],
      refuse: ({ form, on }) => (form.expectedOn < on ? '预计释放日期已过，请核对预释放名单' : null),
    }),
    prepare: step({
      title: '预释放摸排',
      from: 'serving',
      to: 'awaiting',
      by: everyone,
      basis: '监狱法 第三十五条；粤司〔2013〕132号',
      on: 'preparedOn',
      form: ['expectedOn', 'pickup', 'pickupPlan?', 'keyReasons?'],
      need: [{ must: ['known', 'verifiedOn'], say: '尚未核查反馈，不能列入预释放', basis: '粤司〔2013〕132号' }],
      refuse: ({ form }) =>
        (form.keyReasons ?? []).length > 0 && form.pickup !== 'escorted' && form.pickup !== 'station' && form.pickup !== 'police'
          ? '重点对象应当必接必送，请由司法所或者公安机关接回'
          : null,
    }),
    link: step({
      title: '衔接登记',
      from: ['serving', 'awaiting', 'unlinked'],
      to: 'helped',
      by: station,
      basis: '监狱法 第三十五条、第三十七条；粤司〔2013〕132号',
      on: 'linkedOn',
      form: ['linkedOn', 'releasedOn', 'certificate?', 'pickup?', 'residence?', 'community?', 'occupation?'],
      papers: ['linking', 'registration'],
      refuse: ({ form, on }) => (form.releasedOn > on ? '释放日期晚于衔接日期，请核对释放证明书' : null),
      effect: ({ record: { values }, form, on, parameters }) =>
        entered({
          on,
          from: form.releasedOn,
          years: parameters['period.released'],
          bornOn: values.bornOn,
          values: { entry: 'released', fileOn: on, key: (values.keyReasons ?? []).length > 0 },
        }),
    }),
    flagUnlinked: step({
      title: '列入未衔接库',
      from: ['awaiting', 'serving'],
      to: 'unlinked',
      by: everyone,
      basis: '粤司〔2013〕132号',
      on: 'unlinkedOn',
      form: ['unlinkedOn', 'releasedOn', 'searchNote?'],
      refuse: ({ form, on }) => (form.releasedOn > on ? '尚未释放，不能列入未衔接' : null),
      effect: ({ record: { unit } }) => ({
        notify: [{ post: 'mediationOfficer', unit: unit.slice(0, 6), say: '有刑满释放人员未衔接，应会同公安机关查找' }],
      }),
    }),
    search: step({ title: '登记查找', from: 'unlinked', by: everyone, basis: '粤司〔2013〕132号', form: ['searchNote'] }),
    reportUnlinked: step({
      title: '上报未衔接名单',
      from: 'unlinked',
      by: everyone,
      basis: '粤司〔2013〕132号',
      on: 'unlinkedReportedOn',
      form: ['unlinkedReportedOn'],
    }),
    endSearch: step({
      title: '未衔接终结',
      from: ['serving', 'awaiting', 'unlinked'],
      to: 'neverLinked',
      by: office,
      basis: '粤司〔2013〕132号',
      on: 'searchEndedOn',
      form: ['searchEndedOn', 'searchEnd', 'findings'],
      refuse: ({ record: { values }, form, on, parameters }) => {
        if (form.searchEnd !== 'expired') return null
        const years = parameters['period.released']
        if (!values.releasedOn || !years) return '尚未释放，帮教期没有开始'
        const until = addDays(addYears(values.releasedOn, years), -1)
        return on <= until ? `帮教期至${until}，期限未满应继续查找` : null
      },
    }),
    giveUp: step({
      title: '移送实际居住地',
      from: ['unlinked', 'serving', 'awaiting'],
      to: 'notOurs',
      by: office,
      basis: '粤司〔2013〕132号',
      form: ['findings'],
    }),
    // Opened by the release from corrections in the same act, never by hand.
    handOver: step({
      title: '解矫转入',
      from: 'new',
      to: 'helped',
      by: ['stationOfficer', 'stationHead', 'correctionsOfficer', 'leader'],
      basis: '社区矫正法 第四十四条；社区矫正法实施办法 第五十三条；社区矫正实施办法 第三十条',
      on: 'releasedOn',
      form: ['releasedOn', 'kind', 'sex', 'bornOn', 'minor?', 'household?', 'residence?', 'advice?'],
      effect: ({ form, on, parameters }) => {
        const done = entered({
          on,
          from: on,
          years: parameters['period.corrections'],
          bornOn: form.bornOn,
          values: { entry: 'corrections', fileOn: null, key: false },
        })
        return { set: { ...done.set, source: 'corrections', linkedOn: on } }
      },
    }),
    moveIn: step({
      title: '迁入',
      from: 'new',
      to: 'helped',
      by: everyone,
      on: 'enteredOn',
      form: [
        'source',
        'kind',
        'sex',
        'bornOn',
        'releasedOn',
        'enteredOn',
        'movedFrom',
        'helpUntil',
        'minor?',
        'household?',
        'residence?',
        'community?',
        'offence?',
      ],
      refuse: ({ form }) => (form.helpUntil <= form.enteredOn ? '帮教期已满，不需要迁入接续帮教' : null),
      effect: ({ form, on }) => {
        const done = entered({
          on,
          from: form.releasedOn,
          years: undefined,
          bornOn: form.bornOn,
          values: { entry: 'movedIn', fileOn: null, key: false },
        })
        return { set: { ...done.set, linkedOn: on, helpUntil: form.helpUntil } }
      },
    }),
    openFile: step({
      title: '建立帮教档案',
      from: 'helped',
      by: station,
      basis: '粤司〔2013〕132号',
      on: 'fileOn',
      form: ['fileOn'],
      papers: ['registration'],
    }),
    formGroup: step({
      title: '成立帮教小组',
      from: 'helped',
      by: station,
      on: 'groupOn',
      form: ['groupOn', 'groupMembers', 'responsible?'],
      basis: '监狱法 第三十七条',
    }),
    agree: step({
      title: '签订帮教协议',
      from: 'helped',
      by: station,
      on: 'agreementOn',
      form: ['agreementOn'],
      papers: ['agreement'],
      need: [{ must: ['known', 'groupOn'], say: '尚未成立帮教小组，不能签订帮教协议' }],
    }),
    classify: step({
      title: '分职业、分社区登记',
      from: 'helped',
      by: station,
      form: ['occupation', 'community?', 'skills?', 'unableToWork?'],
    }),
    makeKey: step({
      title: '列为重点帮教对象',
      from: 'helped',
      by: everyone,
      on: 'keyOn',
      form: ['keyOn', 'keyReasons', 'keyPlan'],
      papers: ['keyPerson'],
      refuse: ({ form }) => (form.keyReasons.length === 0 ? '请选择列为重点的原因' : null),
      effect: () => ({ set: { level: 'key' } }),
    }),
    endKey: step({
      title: '撤销重点',
      from: 'helped',
      by: office,
      form: [],
      need: [{ must: ['is', 'level', 'key'], say: '该人不是重点帮教对象' }],
      effect: () => ({ set: { level: 'ordinary' } }),
    }),
    arrange: step({
      title: '落实安置',
      from: 'helped',
      by: station,
      basis: '监狱法 第三十七条',
      on: 'arrangedOn',
      form: ['arrangedOn', 'arrangement', 'occupation?'],
      papers: ['employment'],
    }),
    expire: step({
      title: '帮教期满解除',
      from: 'helped',
      to: 'expired',
      by: everyone,
      on: 'leftOn',
      form: ['leftOn', 'exitNote?'],
      papers: ['ending'],
      refuse: ({ record: { values }, on }) =>
        values.helpUntil && on < values.helpUntil ? `帮教期至${values.helpUntil}，期限未满不能按期满解除` : null,
      effect: () => ({ set: { exit: 'expired' } }),
    }),
    reportOffence: step({
      title: '登记重新犯罪',
      from: 'helped',
      by: everyone,
      on: 'reoffendedOn',
      form: ['reoffendedOn', 'exitNote?'],
      refuse: ({ record: { values }, on }) => (values.enteredOn && on < values.enteredOn ? '重新犯罪日期早于列入帮教日期，请核对' : null),
      effect: ({ record: { unit } }) => ({
        notify: office.map((post) => ({
          post,
          unit: unit.slice(0, 6),
          say: '帮教对象重新犯罪：核实处理结果，收监的办理离册，未收监的列为重点对象',
        })),
      }),
    }),
    recommit: step({
      title: '重新犯罪收监',
      from: 'helped',
      to: 'recommitted',
      by: everyone,
      on: 'leftOn',
      form: ['leftOn', 'reoffendedOn', 'exitNote?'],
      refuse: ({ form, on }) => (form.reoffendedOn > on ? '重新犯罪日期晚于离册日期，请核对' : null),
      effect: () => ({ set: { exit: 'reoffended' } }),
    }),
    die: step({
      title: '死亡',
      from: 'helped',
      to: 'died',
      by: everyone,
      on: 'leftOn',
      form: ['leftOn', 'exitNote?'],
      effect: () => ({ set: { exit: 'died' } }),
    }),
    moveOut: step({
      title: '迁出',
      from: 'helped',
      to: 'movedOut',
      by: everyone,
      on: 'leftOn',
      form: ['leftOn', 'movedTo'],
      papers: ['transfer'],
      effect: () => ({ set: { exit: 'movedOut' } }),
    }),
  },
  deadlines: {
    intake: {
      title: '监所录入信息',
      rule: 'rs.intake',
      from: 'takenInOn',
      until: 'infoOn',
      when: ['not', ['is', 'shortSentence', true]],
      late: '监所逾期录入信息，请商监所及时提供',
    },
    intakeShort: {
      title: '监所录入短刑期人员信息',
      rule: 'rs.intake.short',
      from: 'takenInOn',
      until: 'infoOn',
      when: ['is', 'shortSentence', true],
      late: '监所逾期录入信息，请商监所及时提供',
    },
    screen: {
      title: '预释放摸排',
      rule: 'rs.roster',
      from: 'rosterOn',
      until: ['preparedOn', 'enteredOn', 'unlinkedOn', 'searchEndedOn'],
      late: '预释放名单已分发，尚未摸排',
    },
    unlinkedReport: {
      title: '上报未衔接名单',
      rule: 'rs.unlinked.month',
      from: 'unlinkedOn',
      until: ['unlinkedReportedOn', 'linkedOn', 'searchEndedOn'],
      warn: [3, 1],
      late: '未衔接人员名单应当月底前上报',
    },
    verify: {
      title: '信息核查反馈',
      rule: 'rs.verify',
      from: 'infoOn',
      until: ['verifiedOn', 'enteredOn'],
      warn: [5, 2],
      late: '监所信息逾期未核查反馈',
    },
    release: {
      title: '释放前衔接准备',
      rule: 'rs.release.warn',
      from: 'expectedOn',
      until: ['linkedOn', 'unlinkedOn', 'enteredOn', 'searchEndedOn'],
      late: '临近释放：核实住址，落实接送',
    },
    link: {
      title: '释放后衔接',
      rule: 'rs.link',
      from: 'releasedOn',
      until: ['linkedOn', 'searchEndedOn'],
      warn: [23, 7],
      late: '释放后三十日未衔接，列入未衔接库并会同公安机关查找',
      red: true,
    },
    firstVisit: { title: '首次走访谈话', rule: 'rs.visit', from: 'enteredOn', until: ['lastVisitOn', 'leftOn'], warn: [30] },
    visit: {
      title: '走访谈话',
      rule: 'rs.visit',
      from: 'lastVisitOn',
      when: ['unknown', 'leftOn'],
      warn: [30],
      late: '六个月没有走访谈话',
    },
    ending: {
      title: '帮教期将满评估',
      rule: 'rs.end.warn',
      from: 'helpUntil',
      until: 'leftOn',
      warn: [7],
      late: '帮教期即将届满：评估并准备解除',
    },
  },
})

export const visit = keptBy(record.visit, {
  title: '登记走访谈话',
  by: [...station, 'groupMember'],
  on: 'visitedOn',
  papers: ['record'],
  need: [{ must: ['parent', ['stage', 'helped']], say: '该人不在帮教名册内' }],
})

export const help = keptBy(record.help, {
  title: '登记帮扶',
  by: everyone,
  basis: '监狱法 第三十七条',
  on: 'givenOn',
  need: [{ must: ['parent', ['stage', 'helped']], say: '该人不在帮教名册内' }],
})

const rounds = procedureOf(record.round)
export const round = rounds.define({
  stages: { running: '收报中', closed: '已汇总' },
  ends: ['closed'],
  steps: {
    launch: rounds.step({
      title: '布置报表',
      from: 'new',
      to: 'running',
      by: office,
      basis: '广东省安置帮教信息管理工作规定',
      form: ['period', 'endOn', 'demand?'],
      refuse: ({ form }) => {
        const monthDay = form.endOn.slice(5)
        if (form.period === 'half') return monthDay === '06-30' ? null : '半年报的报告期末为6月30日'
        return monthDay === '12-31' ? null : '年报的报告期末为12月31日'
      },
      effect: returnsOfTowns,
    }),
    close: rounds.step({
      title: '汇总上报',
      from: 'running',
      to: 'closed',
      by: office,
      on: 'closedOn',
      form: ['closedOn'],
      need: [{ must: ['not', ['has', 'resettlement.return', ['stage', 'due']]], say: '仍有镇（街）未报，不能汇总；请催报' }],
    }),
  },
  deadlines: {
    report: {
      title: '县级汇总上报市级',
      rule: 'rs.half.county',
      from: 'endOn',
      until: 'closedOn',
      warn: [2, 1],
      late: '安置帮教报表未按时汇总上报',
    },
  },
})
const returns = procedureOf(record.periodReturn)
export const periodReturn = returns.define({
  stages: { due: '应报', filed: '已报' },
  ends: ['filed'],
  steps: {
    open: returns.step({ title: '下达', from: 'new', to: 'due', by: office, form: ['town', 'endOn'] }),
    file: returns.step({
      title: '报送',
      from: 'due',
      to: 'filed',
      by: station,
      on: 'filedOn',
      form: ['signedBy', 'remarks?'],
      papers: ['cover'],
    }),
  },
  deadlines: {
    file: { title: '安置帮教报表', rule: 'rs.half', from: 'endOn', until: 'filedOn', warn: [3, 1], late: '安置帮教报表未按时报送' },
  },
})
