/** Who acts. 司法所 acts by delegation of the county's community-corrections organ (社区矫正法 第九条). */
export const station = ['stationOfficer', 'stationHead'] as const
export const county = ['correctionsOfficer'] as const
export const staff = [...station, ...county] as const
/** 「县级社区矫正机构决定」: the officer of the section or the bureau's leader. */
export const decider = ['correctionsOfficer', 'leader'] as const
/** 「司法行政部门负责人」 社区矫正法 第二十九条: nobody else may approve a device. */
export const head = ['leader'] as const
