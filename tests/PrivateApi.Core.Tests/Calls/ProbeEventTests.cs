using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Model;

namespace PrivateApi.Tests.Calls;

/// <summary>Who invokes the function by hand may send it anything.</summary>
public sealed class ProbeEventTests
{
    private const string Url = $"https://{ProbeRun.Host}/demo/ok";

    [Fact]
    public async Task A_malformed_event_is_refused_in_a_sentence_and_nothing_is_sent()
    {
        using TlsServer server = new();
        ProbeRun run = new(server);
        Dictionary<string, string> events = new()
        {
            ["null"] = "null",
            ["list"] = "[]",
            ["text"] = "\"https://x\"",
            ["number"] = "7",
            ["no url"] = "{}",
            ["url is a number"] = """{"url":7}""",
            ["url is a list"] = """{"url":["https://x"]}""",
            ["url without host"] = """{"url":"https://"}""",
            ["url with half an IPv6 address"] = """{"url":"https://[::1"}""",
            ["url with a port too large"] = $$"""{"url":"https://{{ProbeRun.Host}}:99999/"}""",
            ["url with a port that is no number"] = $$"""{"url":"https://{{ProbeRun.Host}}:https/"}""",
            ["url with a user"] = $$"""{"url":"https://user@{{ProbeRun.Host}}/demo/ok"}""",
            ["url with a user and a password"] = $$"""{"url":"https://user:word@{{ProbeRun.Host}}/demo/ok"}""",
            ["url with an empty user"] = $$"""{"url":"https://@{{ProbeRun.Host}}/demo/ok"}""",
            ["url with a line break"] = $$"""{"url":"https://{{ProbeRun.Host}}/demo/ok HTTP/1.1\r\nX: y"}""",
            ["url with a letter beyond ASCII"] = $$"""{"url":"https://{{ProbeRun.Host}}/demo/ä"}""",
            ["method is a number"] = $$"""{"url":"{{Url}}","method":7}""",
            ["method with a space"] = $$"""{"url":"{{Url}}","method":"GET /demo/other HTTP/1.1 "}""",
            ["method with a line break"] = $$"""{"url":"{{Url}}","method":"GET\r\n"}""",
            ["time is text"] = $$"""{"url":"{{Url}}","timeoutMs":"soon"}""",
            ["time is null"] = $$"""{"url":"{{Url}}","timeoutMs":null}""",
            ["time is zero"] = $$"""{"url":"{{Url}}","timeoutMs":0}""",
            ["time is negative"] = $$"""{"url":"{{Url}}","timeoutMs":-5}""",
            ["time is an hour"] = $$"""{"url":"{{Url}}","timeoutMs":3600000}""",
            ["time is true"] = $$"""{"url":"{{Url}}","timeoutMs":true}""",
            ["headers are a list"] = $$"""{"url":"{{Url}}","headers":["a"]}""",
            ["header is a number"] = $$"""{"url":"{{Url}}","headers":{"a":1} }""",
            ["header's name is empty"] = $$"""{"url":"{{Url}}","headers":{"":"a"} }""",
            ["header's name with a line break"] = $$"""{"url":"{{Url}}","headers":{"a\r\nb":"c"} }""",
            ["header's value beyond Latin-1"] = $$"""{"url":"{{Url}}","headers":{"a":"\u20ac"} }""",
            ["second Host"] = $$"""{"url":"{{Url}}","headers":{"HOST":"other.test"} }""",
            ["second Content-Length"] = $$"""{"url":"{{Url}}","body":"abc","headers":{"content-length":"1"} }""",
            ["Transfer-Encoding"] = $$"""{"url":"{{Url}}","body":"abc","headers":{"Transfer-Encoding":"chunked"} }""",
            ["Host with a line break"] = $$"""{"url":"{{Url}}","hostHeader":"a\r\nb: c"}""",
            ["body is an object"] = $$"""{"url":"{{Url}}","body":{} }""",
            ["body is no base64"] = $$"""{"url":"{{Url}}","body":"%%%%","isBase64Encoded":true}""",
            ["address is a list"] = $$"""{"url":"{{Url}}","connectAddress":["127.0.0.1"]}""",
        };
        foreach ((string name, string sent) in events)
        {
            run.AddEvent(name, JsonNode.Parse(sent));
        }

        // The entry point's own cases come with every run.
        Dictionary<string, ProbeAnswer> answers = (await run.AnswersAsync()).Where(answer => events.ContainsKey(answer.Key)).ToDictionary();
        Assert.Equal(events.Count, answers.Count);
        Assert.All(
            answers,
            answer =>
            {
                Assert.Equal((answer.Key, null), (answer.Key, answer.Value.Failure));
                Assert.DoesNotContain(answer.Value.Message!, char.IsControl);
            }
        );
        Assert.DoesNotContain(server.Requests, head => head.Length > 0);
    }

    [Fact]
    public async Task A_name_that_no_resolver_takes_does_not_resolve_and_nothing_is_logged()
    {
        using TlsServer server = new();
        ProbeRun run = new(server);
        run.Add("long", new ProbeRequest { Url = $"https://{new string('a', 70)}.execute-api.eu-west-1.test/" });
        Assert.Equal(CallFailure.NameNotResolved, (await run.AnswersAsync())["long"].Failure);
    }
}
