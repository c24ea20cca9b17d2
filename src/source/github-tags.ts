import { githubClient, type GithubOptions } from './github-source.ts';
import { SourceError } from './source.ts';

/**
 * The tags of a repository on GitHub whose names begin so, in one request.
 *
 * @throws SourceError that says why they cannot be had.
 */
export async function githubTags(
  repository: string,
  prefix: string,
  options: GithubOptions = {},
): Promise<string[]> {
  const { octokit, refuseOddToken, explain } = githubClient(options);
  refuseOddToken();
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const { data } = await octokit.rest.git.listMatchingRefs({
      owner,
      repo,
      ref: `tags/${prefix}`,
      request: { retries: 1 },
    });
    // Octokit makes a text of an answer that was cut off.
    if (!Array.isArray(data)) throw new SourceError('stopped in the middle of the list of tags');
    return data.map(({ ref }) => ref.replace('refs/tags/', ''));
  } catch (error) {
    throw explain(error, { mount: '', repository, commit: prefix, ref: prefix });
  }
}
