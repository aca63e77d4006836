using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Counts the calls that change something, refuses those that it is told to, spoils one of them once, and stops the work after one.
/// </summary>
internal sealed partial class ChangeHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly HashSet<string> _refused = [];
    private CancellationTokenSource? _stop;
    private int _stopAfter = -1;
    private int _refuseAt = -1;
    private bool _refusesAll;
    private (HttpStatusCode Status, string Code) _refusal;
    private int _spoilAt = -1;
    private CallFault _fault;
    private string? _spoilt;

    /// <summary>How many calls changed something, refused ones included; the same call again counts once.</summary>
    public int Count { get; private set; }

    /// <summary>How many calls changed something with success.</summary>
    public int Succeeded { get; private set; }

    /// <summary>From now on all are carried out.</summary>
    public void Heal()
    {
        (Count, Succeeded) = (0, 0);
        _refused.Clear();
        (_refuseAt, _stopAfter, _refusesAll, _stop) = (-1, -1, false, null);
        (_spoilAt, _spoilt) = (-1, null);
    }

    /// <summary>Spoils one of the coming calls once; the same call again is carried out.</summary>
    public void Spoil(int at, CallFault fault)
    {
        Heal();
        (_spoilAt, _fault) = (at, fault);
    }

    /// <summary>Refuses one of the coming calls, however often it is tried; or all from there on.</summary>
    public void Refuse(int at, HttpStatusCode status, string code, bool andAllAfter = false)
    {
        Heal();
        (_refuseAt, _refusal, _refusesAll) = (at, (status, code), andAllAfter);
    }

    /// <summary>Stops the work once one of the coming calls is answered.</summary>
    public CancellationToken StopAfter(int at)
    {
        Heal();
        _stopAfter = at;
        _stop = new CancellationTokenSource();
        return _stop.Token;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        string action = ActionName().Match(body) is { Success: true } match ? match.Groups[1].Value : string.Empty;
        if (action.Length > 0 ? IsRead().IsMatch(action) : request.Method == HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        string call = $"{request.Method} {request.RequestUri} {body}";
        if (_refused.Contains(call))
        {
            return Refusal(Form(request, action));
        }

        int number = call == _spoilt ? -2 : Count++;
        if (number == _spoilAt && _spoilt is null)
        {
            _spoilt = call;
            return await SpoiltAsync(request, Form(request, action));
        }

        if (number == _refuseAt || (_refusesAll && number > _refuseAt))
        {
            _refused.Add(call);
            return Refusal(Form(request, action));
        }

        // Not to be stopped itself: the answer comes, and then the user is heard.
        HttpResponseMessage answer = await base.SendAsync(request, CancellationToken.None);
        Succeeded += answer.IsSuccessStatusCode ? 1 : 0;
        if (number == _stopAfter)
        {
            await _stop!.CancelAsync();
        }

        return answer;
    }

    // What each service says when it throttles (EC2 and API Gateway API references, "Common errors"; Route 53, "Quotas").
    private async Task<HttpResponseMessage> SpoiltAsync(HttpRequestMessage request, Protocol protocol)
    {
        if (_fault == CallFault.LostAnswer)
        {
            using HttpResponseMessage lost = await base.SendAsync(request, CancellationToken.None);
            Succeeded += lost.IsSuccessStatusCode ? 1 : 0;
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        _refusal =
            _fault == CallFault.ServerError ? (HttpStatusCode.InternalServerError, "InternalError")
            : protocol == Protocol.Query ? (HttpStatusCode.ServiceUnavailable, "RequestLimitExceeded")
            : protocol == Protocol.RestXml ? (HttpStatusCode.BadRequest, "Throttling")
            : (HttpStatusCode.TooManyRequests, "TooManyRequestsException");
        return Refusal(protocol);
    }

    // EC2, Route 53, and the services that speak JSON.
    private static Protocol Form(HttpRequestMessage request, string action) =>
        action.Length > 0 ? Protocol.Query
        : request.RequestUri!.AbsolutePath.StartsWith("/2013-04-01/", StringComparison.Ordinal) ? Protocol.RestXml
        : Protocol.RestJson;

    private HttpResponseMessage Refusal(Protocol protocol)
    {
        string message = $"User: arn:aws:iam::123456789012:user/reader is not authorized to perform: this {_refusal.Code}";
        string error = $"<Code>{_refusal.Code}</Code><Message>{message}</Message>";
        HttpResponseMessage response = new(_refusal.Status)
        {
            Content = new StringContent(
                protocol switch
                {
                    Protocol.Query => $"<Response><Errors><Error>{error}</Error></Errors></Response>",
                    Protocol.RestXml => $"<ErrorResponse><Error><Type>Sender</Type>{error}</Error></ErrorResponse>",
                    _ => $$"""{"message":"{{message}}"}""",
                },
                Encoding.UTF8,
                protocol == Protocol.RestJson ? "application/json" : "text/xml"
            ),
        };
        if (protocol == Protocol.RestJson)
        {
            response.Headers.Add("x-amzn-ErrorType", _refusal.Code);
        }

        return response;
    }

    private enum Protocol
    {
        Query,
        RestXml,
        RestJson,
    }

    [GeneratedRegex("(?:^|&)Action=([A-Za-z]+)")]
    private static partial Regex ActionName();

    [GeneratedRegex("^(Describe|Get|List)")]
    private static partial Regex IsRead();
}
