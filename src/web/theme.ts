import type { ThemeConfig } from 'antd'

/** Calm office look: one accent, square corners, readable sizes; the same values stand in `styles/base.css`. */
export const themeFor = (phone: boolean): ThemeConfig => ({
  token: {
    colorPrimary: '#1a5a96',
    colorLink: '#1a5a96',
    colorError: '#b0241c',
    colorWarning: '#8a5300',
    colorSuccess: '#1f6b45',
    colorText: '#1d2935',
    colorTextSecondary: '#4a5866',
    colorTextTertiary: '#5f6c79',
    colorTextPlaceholder: '#66727f',
    colorTextDescription: '#5f6c79',
    colorBorder: '#aab4bf',
    borderRadius: 4,
    fontSize: phone ? 17 : 15,
    controlHeight: phone ? 44 : 34,
    fontFamily: 'inherit',
    // Nothing moves by itself: old PCs stay quick, and a spinner that is taken away in the middle of its motion would stay for ever.
    motion: false,
  },
})
