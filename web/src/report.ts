// report.html#ID: the server's report about an assessment of this browser, in
// place of the page. Its style goes through the object model, since the policy
// of the page lets no inline style in; nothing in it can run.
import { isImpossible, now } from "@/clock";
import { models } from "@/engine/client";
import { documents } from "@/engine/documents";
import { problemOf } from "@/engine/problem";
import { toRequest } from "@/engine/request";
import { Language } from "@/gen/cmmm/v1/document_service_pb";
import { dayOf, i18n, language } from "@/language";
import { openStore, readAnswers, readAssessment } from "@/store/database";

/** Puts the styles of elements where the policy does not look for them. */
function setStylesAside(html: string): string {
  return html.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/\sstyle="/g, ' data-style="'),
  );
}

function show(html: string): void {
  const sheet = new CSSStyleSheet();
  const bare = html.replace(
    /<style>([^]*?)<\/style>/,
    (_all, rules: string) => {
      sheet.replaceSync(rules);
      return "";
    },
  );
  const parser = new DOMParser();
  const report = parser.parseFromString(setStylesAside(bare), "text/html");
  document.adoptedStyleSheets = [sheet];
  document.title = report.title;
  document.documentElement.lang = report.documentElement.lang;
  document.body.replaceWith(document.adoptNode(report.body));
  for (const styled of document.querySelectorAll("[data-style]")) {
    const { style } = styled as HTMLElement | SVGElement;
    style.cssText = styled.getAttribute("data-style") ?? "";
    styled.removeAttribute("data-style");
  }
}

async function write(): Promise<void> {
  await openStore();
  const assessment = await readAssessment(location.hash.slice(1));
  if (!assessment) {
    location.replace("./");
    return;
  }
  const answers = await readAnswers(assessment.id);
  // The day it is dated by comes with an answer of the server.
  if (isImpossible()) await models.listModels({ pageSize: 1 });
  const response = await documents.writeReport({
    assessment: toRequest(assessment, answers),
    language: language() === "zh" ? Language.ZH : Language.EN,
    label: assessment.name,
    date: dayOf(now()),
  });
  show(response.html);
}

const { t } = i18n.global;
const place = document.querySelector("#report");
if (place) place.textContent = t("verdict.asking");
write().catch((error: unknown) => {
  const { kind, details } = problemOf(error);
  const text = t(
    kind === "waiting" ? "problem.waiting_result" : `problem.${kind}`,
  );
  const said = details.map((one) => one[language()]).filter(Boolean);
  if (place) place.textContent = [text, ...said].join("\n");
});
