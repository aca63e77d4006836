using System.Globalization;
using System.Text;
using PrivateApi.Model;
using PrivateApi.Reachability.Answers;
using PrivateApi.Reachability.Observed;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Texts that somebody might pipe to Resolve-PrivateApiError: parts of real answers, requests and logs in any order, damaged, with
/// hostile characters and lines without an end. Each is explained or left unknown, always in the same way, and no secret is shown.
/// </summary>
public sealed class ErrorTextFuzzTests
{
    // Six share "Forbidden"; a text may have several symptoms at once.
    private const int MostCauses = 40;

    private static readonly string[] Answers =
    [
        .. GatewayPhrase.All.Select(phrase => phrase.Text),
        .. GatewayPhrase.All.Select(phrase => $"{{\"message\":\"{phrase.Text}\"}}"),
        .. ErrorResolverTests.Reports().Select(row => row.Data.Item1),
        "HTTP/1.1 403 Forbidden",
        "< HTTP/2 504",
        "< x-amz-apigw-id: a=",
        "x-amzn-ErrorType: ForbiddenException",
        "server: awselb/2.0",
        "User: arn:aws:sts::111122223333:assumed-role/app/i-0 is not authorized to perform: execute-api:Invoke on resource: "
            + "arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/pets with an explicit deny",
    ];

    private static readonly string[] Requests =
    [
        "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/pets?a=b#c",
        "https://vpce-0a1b2c3d4e5f60718-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com/prod",
        "https://[::1]:443/%2e%2e/';Remove-Item -Recurse /;'",
        "https://api.example.com/$(whoami)/`id`",
        "> GET /prod/pets HTTP/1.1",
        "> Host: a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
        "*   Trying 10.0.1.5:443...",
        "* Connected to x (52.1.2.3) port 443",
        "vpc-0a1b2c3d vpce-0a1b2c3d4e5f60718",
        "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/'; Get-Process; '/GET/pets",
    ];

    private static readonly string[] Hostile =
    [
        "\u202e\u2066gnp.exe",
        "\ud800",
        "\0",
        "\u001b[31m",
        "\u001b]0;title\u0007",
        "é🐕‍🦺",
        "::error::x",
        "\u2028\u0085",
        "\u2018; Get-Process \u2019",
        "{\"message\":\"" + new string('\\', 500),
        new('(', 2_000),
        new('a', 60_000),
        string.Concat(Enumerable.Repeat("{[\"message\": ", 3_000)),
        string.Concat(Enumerable.Repeat("https://", 4_000)),
        string.Concat(Enumerable.Repeat("a.", 10_000)) + "amazonaws.com",
        string.Concat(Enumerable.Repeat("lookup x: read udp ", 2_000)),
    ];

    private static readonly string[] Between = ["\n", "\r\n", " ", ", ", "\t", ": "];

    [Fact]
    public void Any_text_is_explained_alike_each_time_and_without_an_exception() =>
        FuzzRun.Each(
            random => Encoding.UTF8.GetString(Damaged(Text(random), random)),
            text =>
            {
                IReadOnlyList<ErrorCause> causes = Resolve(text);
                Assert.Equal(causes, ErrorResolver.Resolve(text));
                Assert.All(causes, cause => TypedCommand.IsLiteral(cause.Command));
            }
        );

    /// <summary>AWS itself quotes the header that it refuses, and the canonical string with the session token.</summary>
    [Fact]
    public void What_is_shown_of_a_text_never_has_the_secrets_in_it() =>
        FuzzRun.Each(
            random =>
            {
                string secret = "S3cr3t" + random.NextInt64(1L << 40, 1L << 50).ToString("x", CultureInfo.InvariantCulture);
                string text = Text(random);
                return (Secret: secret, Text: $"{text}\n{Told(random, secret)}\n{Text(random)}");
            },
            given =>
                Assert.All(
                    Resolve(given.Text),
                    cause =>
                        Assert.All(
                            (string?[])
                                [
                                    cause.Evidence,
                                    cause.Command,
                                    cause.Explanation,
                                    cause.HostName,
                                    cause.RestApiId,
                                    cause.StageName,
                                    cause.ToString(),
                                    cause.ToText(hasColour: false),
                                ],
                            shown => Assert.DoesNotContain(given.Secret, shown ?? string.Empty, StringComparison.Ordinal)
                        )
                )
        );

    private static IReadOnlyList<ErrorCause> Resolve(string text)
    {
        IReadOnlyList<ErrorCause> causes = ErrorResolver.Resolve(text);
        Assert.True(causes.Count <= MostCauses, $"{causes.Count} causes");
        Assert.Equal(Enumerable.Range(1, causes.Count), causes.Select(cause => cause.Order));
        Assert.Distinct(causes.Select(cause => cause.Cause));
        Assert.All(causes, cause => Assert.NotEqual(string.Empty, cause.Evidence));
        return causes;
    }

    private static string Told(Random random, string secret) =>
        random.Next(8) switch
        {
            0 => $"> Authorization: Bearer {secret}\n> x-api-key: {secret}",
            1 => $"Method request headers: {{Authorization=Bearer {secret}, x-api-key={secret}, Accept=*/*}}",
            2 => "{\"message\":\"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' "
                + $"parameter. Authorization=Bearer {secret}\"}}",
            3 => $"{{\"message\":\"'{secret}' not a valid key=value pair (missing equal-sign) in "
                + $"Authorization header: 'Bearer {secret}'.\"}}",
            4 => "{\"message\":\"The request signature we calculated does not match the signature you provided.\\n\\nThe Canonical String "
                + $"for this request should have been\\n'GET\\n/prod/pets\\n\\nhost:x\\nx-amz-security-token:{secret}\\n'\"}}",
            5 => $"https://user:{secret}@a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/pets?api_key={secret}",
            6 => $"https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/api-key/{secret}",
            _ => $"curl -H 'x-api-key: {secret}' -H 'Authorization: Bearer {secret}' "
                + "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod",
        };

    private static string Text(Random random)
    {
        StringBuilder text = new();
        for (int parts = random.Next(6) + 1; parts > 0; parts--)
        {
            string[] from = random.Next(8) switch
            {
                0 => Hostile,
                < 4 => Requests,
                _ => Answers,
            };
            text.Append(from[random.Next(from.Length)]).Append(Between[random.Next(Between.Length)]);
        }

        return text.ToString();
    }

    private static byte[] Damaged(string text, Random random)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(3) == 0 ? ByteMutation.Of(bytes, random) : bytes;
    }
}
