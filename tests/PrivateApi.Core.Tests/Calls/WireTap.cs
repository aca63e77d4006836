using System.Net;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// Stands where calls leave a session, writes all of them down by operation, and may answer one in the service's place, or
/// do something before or after it is carried out.
/// </summary>
internal sealed partial class WireTap(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly List<(string Operation, string Body)> _calls = [];

    /// <summary>Answers in the service's place; null to let the call through.</summary>
    public Func<string, string, HttpResponseMessage?> Answer { get; set; } = (_, _) => null;

    /// <summary>Runs before a call is carried out.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a call was carried out; an exception takes the answer's place.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>The bodies of all calls of an operation that left.</summary>
    public IReadOnlyList<string> Bodies(string operation)
    {
        lock (_calls)
        {
            return [.. _calls.Where(call => call.Operation == operation).Select(call => call.Body)];
        }
    }

    /// <summary>How often an operation was called.</summary>
    public int Count(string operation) => Bodies(operation).Count;

    /// <summary>A refusal as Lambda and Systems Manager write it.</summary>
    public static HttpResponseMessage Error(HttpStatusCode status, string code)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent($$"""{"__type":"{{code}}","message":"A test says so."}""") };
        answer.Headers.TryAddWithoutValidation("X-Amzn-ErrorType", code);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string operation = Operation(request, body);
        lock (_calls)
        {
            _calls.Add((operation, body));
        }

        if (Answer(operation, body) is { } answer)
        {
            return answer;
        }

        await Before(operation);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        await After(operation);
        return response;
    }

    private static string Operation(HttpRequestMessage request, string body) =>
        request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? target) ? target.First().Split('.')[^1]
        : ActionName().Match(body) is { Success: true } match ? match.Groups[1].Value
        : (request.Method.Method, FunctionPath().Match(request.RequestUri!.AbsolutePath)) switch
        {
            ("POST", { Success: true } path) when path.Groups[2].Value == "/invocations" => "Invoke",
            ("POST", { Success: true }) => "CreateFunction",
            ("PUT", { Success: true }) => "UpdateFunctionConfiguration",
            ("DELETE", { Success: true }) => "DeleteFunction",
            ("GET", { Success: true } path) when path.Groups[1].Length > 0 && path.Groups[2].Length == 0 => "GetFunction",
            _ => $"{request.Method} {request.RequestUri.AbsolutePath}",
        };

    [GeneratedRegex("(?:^|&)Action=([A-Za-z]+)")]
    private static partial Regex ActionName();

    [GeneratedRegex("^/2015-03-31/functions(/[^/]+)?(/[a-z]+)?$")]
    private static partial Regex FunctionPath();
}
