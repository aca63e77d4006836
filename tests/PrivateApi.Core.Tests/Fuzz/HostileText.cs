using System.Text;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Texts of a size that cost much more to read than they look: what a parser has to bound.</summary>
internal static class HostileText
{
    private const string Head = """{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{}}}},"x-a":""";

    /// <summary>A definition in JSON.</summary>
    public static string Json(string how, int size) =>
        how switch
        {
            "empty lists" => $"{Head}[{Repeat("[],", size)}[]]}}",
            "numbers" => $"{Head}[{Repeat("1,", size)}1]}}",
            "wide and deep" => $"{Head}{new string('[', 200)}{Repeat("1,", size)}1{new string(']', 200)}}}",
            "one text" => $"{Head}\"{Repeat("\\u00e9", size)}\"}}",
            "a long name over many values" => Head[..^6] + $"\"{new string('n', size / 2)}\":[{Repeat("{\"const\":1},", size / 2)}1]}}",
            "long names above each other" => Head[..^6]
                + string.Concat(Enumerable.Range(0, 200).Select(_ => $"\"{new string('n', size / 400)}\":{{"))
                + $"\"a\":[{Repeat("{\"$ref\":1},", size / 2)}1]{new string('}', 201)}",
            "one path" => Definition($"\"{Repeat("/{a}", size)}\":{{}}"),
            "paths of parameters" => Definition(Each(size, 10_000, i => $"\"/{i}{Repeat("/{a}", 9_900)}\":{{}}")),
            "paths" => Definition(Each(size, 40, i => $"\"/{i}\":{{\"get\":{{\"responses\":{{}}}}}}")),
            "wrong paths" => Definition(Each(size, 15, i => $"\"{i}\":{{}}")),
            "references" => Components("schemas", size, 40, i => $"{{\"$ref\":\"#/n/{i}\"}}"),
            "references to each other" => Components(
                "schemas",
                size,
                60,
                i => $"{{\"allOf\":[{{\"$ref\":\"#/components/schemas/s{i + 1}\"}}]}}"
            ),
            "functions" => $"{Head}[{Repeat("{\"Fn::Sub\":1},", size)}1]}}",
            "3.1 constructs" => Components("schemas", size, 30, _ => "{\"const\":1,\"if\":{}}")
                .Replace("3.0.1", "3.1.0", StringComparison.Ordinal),
            "policy" => $"{Head[..^6]}\"x-amazon-apigateway-policy\":{Encoding.UTF8.GetString(Policy("values", size))}}}",
            "security" => Components("securitySchemes", size, 40, _ => "{\"type\":\"http\"}"),
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };

    /// <summary>A definition in YAML.</summary>
    public static string Yaml(string how, int size) =>
        "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths: {}\n"
        + how switch
        {
            "laughs" => "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
                + string.Concat(
                    Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n")
                ),
            "aliases of a long text" => $"a: &a {new string('x', size / 2)}\nb: [{Repeat("*a,", size / 2)}*a]\n",
            "aliases of a short text" => $"a: &a x\nb: [{Repeat("*a,", size)}*a]\n",
            "aliases of a long name" => $"a: &a {{{new string('x', size / 2)}: 1}}\nb: [{Repeat("*a,", size / 2)}*a]\n",
            "merges" => $"a: &a {{{Each(size / 2, 8, i => $"k{i}: 1")}}}\n" + Each(size / 2, 12, i => $"m{i}: {{<<: *a}}", "\n") + "\n",
            "merges of merges" => "m0: &m0 {a: 1, b: 2, c: 3}\n"
                + Each(size, 30, i => $"m{i + 1}: &m{i + 1} {{<<: *m{i}, k{i}: 1}}", "\n")
                + "\n",
            "anchors in anchors" =>
                $"a: {string.Concat(Enumerable.Range(0, 200).Select(i => $"&b{i} ["))}{Repeat("&c x,", size)}x{new string(']', 200)}\n",
            "flow" => $"a: [{Repeat("a,", size)}a]\n",
            "flow of maps" => $"a: [{Repeat("{a: b},", size)}a]\n",
            "deep flow" => $"a: {new string('[', size)}\n",
            "wide and deep" => $"a: {new string('[', 200)}{Repeat("a,", size)}a{new string(']', 200)}\n",
            "block sequence" => Repeat("- a\n", size).Insert(0, "a:\n"),
            "nested sequences" => "a:\n" + Repeat("- ", size) + "a\n",
            "block mapping" => "a:\n" + Each(size, 12, i => $"  k{i}: v", "\n") + "\n",
            "deeper and deeper" => string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{new string(' ', i)}k:\n")),
            "one plain text" => $"a: {Repeat("word ", size)}\n",
            "a plain text of many lines" => "a: x\n" + Repeat("  word\n", size),
            "a folded text" => "a: >\n" + Repeat("  word\n", size),
            "quoted" => $"a: \"{Repeat("\\u00e9", size)}\"\n",
            "open quote" => $"a: \"{Repeat("x\n", size)}",
            "comments" => Repeat("# c\n", size),
            "documents" => Repeat("---\n", size),
            "directives" => "...\n" + Repeat("%YAML 1.2\n", size),
            "tags" => $"a: [{Repeat("!!str a,", size)}a]\n",
            "questions" => "a:\n" + Repeat("  ? a\n", size),
            "nested questions" => "a:\n  " + Repeat("? ", size) + "a\n",
            "keys without values" => "a: {" + Each(size, 8, i => $"k{i}") + "}\n",
            "numbers" => $"a: [{Repeat("1e5,", size)}1]\n",
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };

    /// <summary>A policy.</summary>
    public static byte[] Policy(string how, int size)
    {
        string statements = how switch
        {
            "statements" => Each(size, 150, i => Statement("Allow", $$$"""{"StringLike":{"aws:SourceVpce":"vpce-{{{i}}}*"}}""")),
            "denials of many keys" => Each(
                size,
                150,
                i => Statement(i % 2 == 0 ? "Allow" : "Deny", $$$"""{"StringLike":{"aws:k{{{i % 12}}}":"*{{{i}}}*"}}""")
            ),
            "callers" => Each(
                size,
                180,
                i =>
                    Statement(
                        i % 2 == 0 ? "Allow" : "Deny",
                        $$$"""{"StringEquals":{"aws:SourceVpce":"vpce-{{{i % 7}}}"}}""",
                        $$$"""{"AWS":"arn:aws:iam::{{{100000000000 + i}}}:role/r{{{i}}}"}"""
                    )
            ),
            "paths" => Each(
                size,
                170,
                i =>
                    Statement(
                        i % 3 == 0 ? "Deny" : "Allow",
                        """{"Bool":{"aws:SecureTransport":"true"}}""",
                        "\"*\"",
                        $"execute-api:/*/GET/a{i}/*/b{i % 17}*"
                    )
            ),
            "stars" => Statement(
                "Allow",
                $$$"""{"StringLike":{"aws:UserAgent":[{{{Each(size, 20, i => $"\"*{i}*a*{i * 7 % 100}*\"")}}}]}}"""
            ),
            "ranges" => Each(
                size,
                150,
                i =>
                    Statement(
                        i % 2 == 0 ? "Allow" : "Deny",
                        $$$"""{"IpAddress":{"aws:VpcSourceIp":"10.{{{i / 256 % 256}}}.{{{i % 256}}}.0/{{{8 + (i % 24)}}}"}}"""
                    )
            ),
            "interwoven" => Each(
                size,
                320,
                i =>
                    Statement(
                        i % 2 == 0 ? "Allow" : "Deny",
                        $$$"""{"StringEquals":{"aws:a{{{i % 5}}}":["{{{i % 3}}}","{{{i % 7}}}"],"aws:b{{{i % 4}}}":"{{{i % 11}}}"},"StringNotEquals":{"aws:c{{{i % 6}}}":"{{{i % 13}}}"},"IpAddress":{"aws:VpcSourceIp":"10.{{{i % 200}}}.0.0/16"}}"""
                    )
            ),
            "interwoven denials" => Statement("Allow", """{"StringLike":{"aws:a":"*"}}""")
                + ","
                + Each(
                    size,
                    260,
                    i =>
                        Statement(
                            "Deny",
                            $$$"""{"StringEquals":{"aws:a{{{i % 9}}}":"{{{i}}}","aws:b{{{i % 8}}}":"{{{i}}}","aws:c{{{i % 7}}}":"{{{i}}}"}}"""
                        )
                ),
            "entangled keys" => Statement(
                "Allow",
                "{\"StringLike\":{"
                    + Each(
                        size,
                        200,
                        i =>
                            $"\"aws:k{i}\":[{string.Join(',', Enumerable.Range(0, 8).Select(j => $"\"*{(char)('a' + j)}*{(char)('z' - j)}*{(char)('a' + (j * 7 + i) % 26)}*\""))}]"
                    )
                    + "}}"
            ),
            "entangled conditions" => Each(
                size,
                200,
                i =>
                    Statement(
                        "Allow",
                        $$$"""{"StringLike":{"aws:k{{{i % 40}}}":"*{{{(char)('a' + i % 26)}}}*{{{(char)('z' - i * 3 % 26)}}}*{{{(char)('a' + i * 7 % 26)}}}*"}}"""
                    )
            ),
            "endpoints" => Each(size, 200, i => Statement("Allow", $$$"""{"StringEquals":{"aws:SourceVpce":"vpce-{{{i:x8}}}"}}"""))
                + ","
                + Each(size, 200, i => Statement("Deny", $$$"""{"StringNotEquals":{"aws:SourceVpce":"vpce-{{{i:x8}}}"}}""")),
            "values" => Statement("Deny", $$$"""{"StringEquals":{"aws:SourceVpce":[{{{Each(size, 14, i => $"\"vpce-{i:x6}\"")}}}]}}"""),
            "tags at once" => Each(
                size,
                170,
                i =>
                    Statement(
                        i % 2 == 0 ? "Allow" : "Deny",
                        $$$"""{"ForAllValues:StringLike":{"aws:TagKeys":["a{{{i}}}*","*b{{{i % 9}}}"]}}"""
                    )
            ),
            "dates" => Each(
                size,
                150,
                i =>
                    Statement(
                        i % 2 == 0 ? "Allow" : "Deny",
                        $$$"""{"DateLessThan":{"aws:CurrentTime":"20{{{10 + (i % 80)}}}-01-0{{{1 + (i % 9)}}}T00:00:00Z"},"NumericLessThan":{"aws:MultiFactorAuthAge":"{{{i}}}"}}"""
                    )
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };
        return Encoding.UTF8.GetBytes($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
    }

    /// <summary>So many copies that they have about that size.</summary>
    public static string Repeat(string text, int size) => string.Concat(Enumerable.Repeat(text, size / text.Length));

    private static string Definition(string paths) =>
        $$$"""{"openapi":"3.0.1","info":{"title":"t","version":"1"},"paths":{ {{{paths}}} }}""";

    private static string Components(string kind, int size, int length, Func<int, string> part) =>
        $"{Head[..^6]}\"components\":{{\"{kind}\":{{" + Each(size, length, i => $"\"s{i}\":{part(i)}") + "}}}";

    private static string Statement(string effect, string condition, string principal = "\"*\"", string resource = "execute-api:/*") =>
        $$$"""{"Effect":"{{{effect}}}","Principal":{{{principal}}},"Action":"execute-api:Invoke","Resource":"{{{resource}}}","Condition":{{{condition}}}}""";

    private static string Each(int size, int length, Func<int, string> part, string between = ",") =>
        string.Join(between, Enumerable.Range(0, Math.Max(1, size / length)).Select(part));
}
