import { type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Box, Button, Chip, Chips, EmptyState, Icon, MetaLine, SectionHeading, Tabs, TrustedHtml } from '../index.ts';

const html = (element: VNode): string => renderToString(element);

describe('the parts of our own look', () => {
  it('leave a link that looks like a button a link', () => {
    expect(html(<Button href="/ask">Ask a question</Button>)).not.toContain('role=');
  });

  it('hide every icon from assistive technology', () => {
    expect(html(<Icon name="clock" />)).toMatch(/^<svg class="wm-i" viewBox="0 0 24 24" aria-hidden="true"/);
    expect(html(<Icon name="glyph-up" />)).toMatch(/^<svg viewBox="0 0 14 14" aria-hidden="true"/);
  });

  it('say what a chip with a cross does', () => {
    const chip = html(
      <Chip href="/search" removes>
        Libraries
      </Chip>,
    );

    expect(chip).toContain('<span class="govuk-visually-hidden">Remove filter: </span>Libraries<svg');
  });

  it('put each chip into a list item and leave out what is falsy', () => {
    const row = html(
      <Chips label="Filters in use">
        <Chip href="/a">A</Chip>
        {false}
        <Chip href="/b">B</Chip>
      </Chips>,
    );

    expect(row).toBe(
      '<ul class="wm-chips" aria-label="Filters in use"><li><a class="wm-chip" href="/a">A</a></li>' +
        '<li><a class="wm-chip" href="/b">B</a></li></ul>',
    );
  });

  it('set each fact of a meta line apart', () => {
    const line = html(
      <MetaLine>
        <b>5 replies</b>
        {null}
        41 following
      </MetaLine>,
    );

    expect(line).toBe('<p class="wm-meta"><span><b>5 replies</b></span><span>41 following</span></p>');
  });

  it('mark the tab that is shown and count what is behind each', () => {
    const tabs = html(
      <Tabs
        label="Kinds of result"
        items={[
          { href: '/search', text: 'Everything', count: 0, current: true },
          { href: '/people', text: 'People' },
        ]}
      />,
    );

    expect(tabs).toContain('<a href="/search" aria-current="true">Everything <span>0</span></a>');
    expect(tabs).toContain('<a href="/people">People</a>');
  });

  it('begin a section with a heading of the level that is asked for', () => {
    const heading = html(
      <SectionHeading level={3} size="s" id="cases" link={{ href: '/case-notes', text: 'All case notes' }}>
        Cases
      </SectionHeading>,
    );

    expect(heading).toBe(
      '<div class="wm-sec__h"><h3 class="govuk-heading-s" id="cases">Cases</h3>' +
        '<a class="govuk-link" href="/case-notes">All case notes</a></div>',
    );
  });

  it('say in an empty place what would be here, why it is not, and what to do', () => {
    const empty = html(
      <EmptyState title="Case notes" action={<a href="/ask">Ask</a>}>
        Nobody has written one yet.
      </EmptyState>,
    );

    expect(empty).toBe(
      '<div class="wm-box wm-box--maybe"><h2 class="govuk-heading-s">Case notes</h2>' +
        '<p>Nobody has written one yet.</p><p><a href="/ask">Ask</a></p></div>',
    );
  });
});

describe('HTML', () => {
  it('is escaped everywhere', () => {
    expect(html(<Box>{'<script>'}</Box>)).toBe('<div class="wm-box">&lt;script></div>');
  });

  it('is shown as it is where it comes from the sanitiser', () => {
    const content = { html: '<p>Yes</p>', trusted: true } as const;

    expect(html(<TrustedHtml content={content} class="wm-prose" />)).toBe('<div class="wm-prose"><p>Yes</p></div>');
  });
});
