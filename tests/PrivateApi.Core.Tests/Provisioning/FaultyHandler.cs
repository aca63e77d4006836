using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Stands between a session and the lab, counts the calls that change something, and spoils the one it is told to.</summary>
internal sealed partial class FaultyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _changes = [];

    /// <summary>Cancelled by <see cref="CallFault.StoppedAfter"/>.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Decides by action and by number among the changing calls, from 0.</summary>
    public Func<string, int, CallFault> Fault { get; set; } = (_, _) => CallFault.None;

    /// <summary>The calls that change something, in order.</summary>
    public IReadOnlyList<string> Changes => _changes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string? target = request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? targets) ? targets.First() : null;
        string action =
            target is not null ? target.Split('.')[^1]
            : ActionName().Match(body) is { Success: true } match ? match.Groups[1].Value
            : string.Empty;
        if (
            action.Length == 0
            || action.StartsWith("Describe", StringComparison.Ordinal)
            || action.StartsWith("Get", StringComparison.Ordinal)
            || action.StartsWith("List", StringComparison.Ordinal)
        )
        {
            return await base.SendAsync(request, cancellationToken);
        }

        CallFault fault = Fault(action, _changes.Count);
        _changes.Add(action);
        switch (fault)
        {
            case CallFault.Refused:
                return target is null
                    ? Error(HttpStatusCode.BadRequest, "TestLimitExceeded", "The limit of this test was reached.")
                    : new HttpResponseMessage(HttpStatusCode.BadRequest)
                    {
                        Content = new StringContent(
                            """{"__type":"LimitExceededException","Message":"The limit of this test was reached."}"""
                        ),
                    };
            case CallFault.Expired:
                return Error(HttpStatusCode.BadRequest, "RequestExpired", "Request has expired.");
            case CallFault.NeverArrived:
                return Error(HttpStatusCode.InternalServerError, "InternalError", "An internal error has occurred.");
            case CallFault.AnswerLost:
                using (await base.SendAsync(request, cancellationToken))
                {
                    throw new HttpRequestException("The connection was reset.", new IOException("reset by peer"));
                }

            case CallFault.AnswerIsError:
                using (await base.SendAsync(request, cancellationToken))
                {
                    return Error(HttpStatusCode.InternalServerError, "InternalError", "An internal error has occurred.");
                }

            case CallFault.StoppedAfter:
                using (await base.SendAsync(request, cancellationToken))
                {
                    await _stop.CancelAsync();
                    throw new OperationCanceledException(_stop.Token);
                }

            default:
                return await base.SendAsync(request, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _stop.Dispose();
        base.Dispose(disposing);
    }

    private static HttpResponseMessage Error(HttpStatusCode status, string code, string message) =>
        new(status)
        {
            Content = new StringContent(
                new XElement(
                    "Response",
                    new XElement("Errors", new XElement("Error", new XElement("Code", code), new XElement("Message", message))),
                    new XElement("RequestID", "11111111-2222-3333-4444-555555555555")
                ).ToString()
            ),
        };

    [GeneratedRegex("(?:^|&)Action=([A-Za-z]+)")]
    private static partial Regex ActionName();
}
