import type { Chapter } from '../tour/tour.ts';
import { chapterSummary, type ChapterSummary } from './contents-page.ts';
import { frame, type Frame, type Link } from './frame.ts';
import { pageProse } from './page-prose.ts';
import type { ProseRenderer } from './prose-html.ts';
import type { PublishedRelease, Site } from './site.ts';

export interface QuestionHtml {
  readonly question: string;
  readonly answer: string;
}

export interface ChapterPage extends Frame {
  readonly chapter: ChapterSummary;
  readonly html: string;
  readonly questions: readonly QuestionHtml[];
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
}

export function chapterPage(site: Site, published: PublishedRelease, slug: string): ChapterPage {
  const { tour, release } = published;
  const at = tour.chapters.findIndex((chapter) => chapter.slug === slug);
  const chapter = tour.chapters[at];
  if (!chapter) throw new Error(`${release.id} has no chapter ${slug}`);
  const linkTo = (other: Chapter | undefined): Link | undefined =>
    other && { title: other.title, href: site.urls.chapter(release.id, other.slug) };
  const prose = pageProse(site, published);
  return {
    ...frame(site, published, (other) =>
      other.tour.chapters.some((candidate) => candidate.slug === slug)
        ? site.urls.chapter(other.release.id, slug)
        : undefined,
    ),
    chapter: chapterSummary(site, release, chapter, tour.chapters),
    html: prose.html(chapter.prose),
    questions: questionsHtml(prose, chapter),
    previous: linkTo(tour.chapters[at - 1]),
    next: linkTo(tour.chapters[at + 1]),
  };
}

export function questionsHtml(prose: ProseRenderer, { questions }: Chapter): QuestionHtml[] {
  return questions.map(({ question, answer }) => ({
    question: prose.labelHtml(question),
    answer: prose.html(answer),
  }));
}
