using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>Counts the calls that change something, refuses those that it is told to, and stops the work after one of them.</summary>
internal sealed partial class ChangeHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly HashSet<string> _refused = [];
    private CancellationTokenSource? _stop;
    private int _stopAfter = -1;
    private int _refuseAt = -1;
    private bool _refusesAll;
    private (HttpStatusCode Status, string Code) _refusal;

    /// <summary>How many calls changed something, refused ones included; the same call again counts once.</summary>
    public int Count { get; private set; }

    /// <summary>From now on all are carried out.</summary>
    public void Heal()
    {
        Count = 0;
        _refused.Clear();
        (_refuseAt, _stopAfter, _refusesAll, _stop) = (-1, -1, false, null);
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
            return Refusal(action);
        }

        int number = Count++;
        if (number == _refuseAt || (_refusesAll && number > _refuseAt))
        {
            _refused.Add(call);
            return Refusal(action);
        }

        // Not to be stopped itself: the answer comes, and then the user is heard.
        HttpResponseMessage answer = await base.SendAsync(request, CancellationToken.None);
        if (number == _stopAfter)
        {
            await _stop!.CancelAsync();
        }

        return answer;
    }

    private HttpResponseMessage Refusal(string action)
    {
        string message = $"User: arn:aws:iam::123456789012:user/reader is not authorized to perform: this {_refusal.Code}";
        HttpResponseMessage response = new(_refusal.Status)
        {
            Content = new StringContent(
                action.Length > 0
                    ? $"<Response><Errors><Error><Code>{_refusal.Code}</Code><Message>{message}</Message></Error></Errors></Response>"
                    : $$"""{"message":"{{message}}"}""",
                Encoding.UTF8,
                action.Length > 0 ? "text/xml" : "application/json"
            ),
        };
        if (action.Length == 0)
        {
            response.Headers.Add("x-amzn-ErrorType", _refusal.Code);
        }

        return response;
    }

    [GeneratedRegex("(?:^|&)Action=([A-Za-z]+)")]
    private static partial Regex ActionName();

    [GeneratedRegex("^(Describe|Get|List)")]
    private static partial Regex IsRead();
}
