import { Fault, type FaultText } from '../fault.ts'

/** What sessions and the administration of accounts refuse; the key is the stable code. */
export const identityFaults = {
  'session.refused': {
    status: 401,
    zh: '用户名或密码不正确，或账户已被锁定、停用',
    en: 'Username or password is wrong, or the account is locked or disabled',
    remedy: {
      zh: '请核对后再试；连续输错5次将锁定15分钟，可请安全管理员解锁。',
      en: 'Check both and try again; five failures lock the account for 15 minutes; the security administrator can unlock it.',
    },
  },
  'session.totp': {
    status: 401,
    zh: '该账户已启用动态口令，请输入6位动态口令',
    en: 'This account uses one-time codes; give the six digits',
    remedy: {
      zh: '请打开验证器应用查看；更换手机请联系安全管理员。',
      en: 'Look into your authenticator; after losing it, ask the security administrator.',
    },
  },
  'session.busy': {
    status: 503,
    zh: '同时登录的人过多',
    en: 'Too many people are signing in at once',
    remedy: { zh: '请稍等几秒再试。', en: 'Wait a few seconds and try again.' },
  },
  'session.which-bureau': {
    status: 400,
    zh: '本系统有多个单位，请写明所属单位',
    en: 'This installation serves several bureaus; say which is yours',
    remedy: { zh: '请在用户名后加“@区县代码”，如 chen@445102。', en: 'Add "@" and the county code to the username, such as chen@445102.' },
  },
  'session.must-change': {
    status: 403,
    zh: '请先修改密码：初始密码、重置后的密码或过期的密码只能用于修改密码',
    en: 'Change your password first: an initial, reset or expired password opens nothing else',
    remedy: { zh: '请在“修改密码”页面设置新密码。', en: 'Set a new password on the page for it.' },
  },
  'password.wrong': {
    status: 400,
    zh: '当前密码不正确',
    en: 'The current password is wrong',
    remedy: { zh: '请重新输入；连续输错5次将锁定账户。', en: 'Type it again; five failures lock the account.' },
  },
  'password.weak': {
    status: 400,
    zh: '密码不符合要求',
    en: 'The password does not meet the rules',
    remedy: {
      zh: '请使用10位以上，或8位以上且含大写、小写、数字、符号中的三类；不要用常见密码，不要包含用户名。',
      en: 'Use 10 characters, or 8 with three of capitals, small letters, digits and signs; no common password, not the username.',
    },
  },
  'totp.wrong': {
    status: 400,
    zh: '动态口令不正确',
    en: 'The one-time code is wrong',
    remedy: { zh: '请核对手机时间后输入当前的6位口令。', en: 'Check the clock of your phone and give the present code.' },
  },
  'totp.enabled': {
    status: 409,
    zh: '动态口令已启用',
    en: 'One-time codes are already in use',
    remedy: { zh: '如需更换，请先停用。', en: 'Remove them first to set up another device.' },
  },
  'account.missing': {
    status: 404,
    zh: '没有这个账户',
    en: 'There is no such account',
    remedy: { zh: '请刷新账户列表。', en: 'Reload the list of accounts.' },
  },
  'account.username': {
    status: 400,
    zh: '用户名应为2至32个字母、数字或汉字，可含 . _ -',
    en: 'A username has 2 to 32 letters or digits, and may contain . _ -',
    remedy: { zh: '请改用其他用户名。', en: 'Choose another username.' },
  },
  'account.username-taken': {
    status: 409,
    zh: '用户名已被使用',
    en: 'The username is taken',
    remedy: { zh: '请改用其他用户名。', en: 'Choose another username.' },
  },
  'account.self': {
    status: 403,
    zh: '不能对自己的账户办理此项操作',
    en: 'Nobody does this to his own account',
    remedy: {
      zh: '请由另一位管理员办理；修改自己的密码请用“修改密码”。',
      en: 'Ask another administrator; change your own password on its page.',
    },
  },
  'account.disabled': {
    status: 409,
    zh: '该账户已停用',
    en: 'The account is disabled',
    remedy: { zh: '请系统管理员先恢复账户。', en: 'Let the system administrator enable it first.' },
  },
  'account.last-administrator': {
    status: 409,
    zh: '这是最后一位在任的管理员，办理后将无人履行该职责',
    en: 'This is the last administrator of his kind; nobody would be left to do this duty',
    remedy: { zh: '请先把该岗位授予另一账户。', en: 'Grant the post to another account first.' },
  },
  'account.reset-by-security': {
    status: 403,
    zh: '安全管理员、审计管理员的密码由（另一位）安全管理员重置，系统管理员不能重置',
    en: 'Passwords of security and audit administrators are reset by a (second) security administrator, not by the system administrator',
    remedy: {
      zh: '请联系另一位安全管理员；没有时由机房人员在服务器上重置。',
      en: 'Ask the second security administrator; without one it is done at the server.',
    },
  },
  'account.reset-by-system': {
    status: 403,
    zh: '该账户的密码由系统管理员重置',
    en: 'The password of this account is reset by the system administrator',
    remedy: { zh: '请联系系统管理员。', en: 'Ask the system administrator.' },
  },
  'post.own': {
    status: 422,
    zh: '本人账户的岗位不在这里授予',
    en: 'The post of a person himself is not granted here',
    remedy: {
      zh: '请由承办人在其卷宗页面开通本人账户。',
      en: 'The officer in charge opens the person’s own account from the record.',
    },
  },
  'post.unknown': {
    status: 400,
    zh: '没有这个岗位',
    en: 'There is no such post',
    remedy: { zh: '请从岗位列表中选择。', en: 'Choose from the list of posts.' },
  },
  'post.self': {
    status: 403,
    zh: '不能给自己授予岗位',
    en: 'Nobody may grant himself a post',
    remedy: { zh: '请由另一位安全管理员授予。', en: 'Let another security administrator grant it.' },
  },
  'post.separated': {
    status: 409,
    zh: '系统管理员、安全管理员、审计管理员三者不得由同一人兼任',
    en: 'Nobody may hold two of the three offices of system, security and audit administrator',
    remedy: { zh: '请授予另一账户，或先终止其现任管理岗位。', en: 'Grant it to another account, or end the present post first.' },
  },
  'post.unit': {
    status: 400,
    zh: '该岗位不能设在这个单位',
    en: 'The post does not exist at this unit',
    remedy: { zh: '请选择与岗位级别相符的单位。', en: 'Choose a unit of the level the post belongs to.' },
  },
  'post.days': {
    status: 400,
    zh: '任职起止日期不正确',
    en: 'The days of the post are not possible',
    remedy: { zh: '请核对起止日期。', en: 'Check both days.' },
  },
  'post.held': {
    status: 409,
    zh: '该账户在这段时间已任此岗位',
    en: 'The account holds this post at this unit in that time already',
    remedy: { zh: '无需重复授予；如需调整，请先终止原任职。', en: 'Nothing is needed; to change the days, end the present one first.' },
  },
  'post.missing': {
    status: 404,
    zh: '没有这条任职记录',
    en: 'There is no such post held',
    remedy: { zh: '请刷新账户列表。', en: 'Reload the list of accounts.' },
  },
  'first-run.done': {
    status: 409,
    zh: '本系统已完成初始化',
    en: 'This installation has been set up already',
    remedy: { zh: '请直接登录。', en: 'Sign in.' },
  },
  'first-run.county': {
    status: 400,
    zh: '没有这个区县',
    en: 'There is no such county',
    remedy: { zh: '请从列表中选择区县。', en: 'Choose a county from the list.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of identity by its code; `more` says what is particular to the case. */
export function identityFault(code: keyof typeof identityFaults, more: Partial<FaultText> = {}): Fault {
  return new Fault(code, { ...identityFaults[code], ...more })
}
