import { Fault, type FaultText } from '../fault.ts'

/** Every refusal of the jobs room. */
export const jobFaults = {
  'job.missing': {
    status: 404,
    zh: '没有这项任务，或者它不是您的任务',
    en: 'No such job, or it is not yours',
    remedy: { zh: '请返回任务列表。', en: 'Go back to the list of jobs.' },
  },
  'job.no-result': {
    status: 409,
    zh: '任务还没有结果文件',
    en: 'The job has no result file',
    remedy: {
      zh: '请等任务完成；超过三十天的结果文件已清理，请重新办理。',
      en: 'Wait until it is done; results older than thirty days are cleared, do it again.',
    },
  },
  'job.same-person': {
    status: 403,
    zh: '不能批准自己提出的申请，须由另一人批准',
    en: 'Another person must approve it',
    remedy: { zh: '请另一位有导出权限的同事批准。', en: 'Ask a colleague who carries the duty to export.' },
  },
  'job.not-waiting': {
    status: 409,
    zh: '这项任务不在等待批准',
    en: 'The job is not waiting for approval',
    remedy: { zh: '请刷新任务列表。', en: 'Reload the list of jobs.' },
  },
  'job.reason': {
    status: 400,
    zh: '请用一句话说明理由（2 至 500 字）',
    en: 'Say the reason in one sentence',
    remedy: { zh: '请填写理由。', en: 'Give the reason.' },
  },
  'job.account': {
    status: 403,
    zh: '提出任务的账户已停用或不再任职，任务没有执行',
    en: 'The account behind the job is disabled or holds no post; the job was not run',
    remedy: { zh: '请由在任的同事重新提出。', en: 'Let a colleague in office ask for it again.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the jobs room by its code. */
export const jobFault = (code: keyof typeof jobFaults): Fault => new Fault(code, jobFaults[code])
