import { Controller, Get } from '@nestjs/common';
import { RULES } from '#libs/moderation';
import { Config } from '#libs/platform/config';
import { noticeCookie, SCRIPT_COOKIE } from '../notices.ts';
import { page, type Page } from '../page.ts';
import { AboutPage } from './about.tsx';
import { AccessibilityPage } from './accessibility.tsx';
import { CookiesPage } from './cookies.tsx';
import { PrivacyPage } from './privacy.tsx';
import { ReportPage } from './report.tsx';
import { RulesPage } from './rules.tsx';

/** What Waymark says about itself: each page is true of the product as it is. */
@Controller()
export class AboutPageController {
  constructor(private readonly config: Config) {}

  @Get('about')
  about(): Page {
    return page(AboutPage, {});
  }

  @Get('rules')
  rules(): Page {
    const rules = Object.entries(RULES).map(([code, { rule }]) => ({ code, rule }));
    return page(RulesPage, { rules: rules.filter(({ code }) => code !== 'other') }); // That is the page as a whole.
  }

  @Get('privacy')
  privacy(): Page {
    return page(PrivacyPage, {});
  }

  @Get('accessibility')
  accessibility(): Page {
    return page(AccessibilityPage, {});
  }

  @Get('cookies')
  cookies(): Page {
    return page(CookiesPage, {
      session: this.config.sessionCookie,
      notice: noticeCookie(this.config),
      script: SCRIPT_COOKIE,
    });
  }

  @Get('report')
  report(): Page {
    return page(ReportPage, {});
  }
}
