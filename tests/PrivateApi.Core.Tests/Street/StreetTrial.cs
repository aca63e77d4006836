using System.Text.Json;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Street;

/// <summary>A call of a report in the lab, and what the diagnosis says of it.</summary>
internal sealed class StreetTrial
{
    private readonly PathVerdict _verdict;

    public StreetTrial(StreetCall call, PathVerdict verdict)
    {
        (Call, _verdict) = (call, verdict);
        StreetScene.DoNoHarm(verdict);

        // A prediction is what the call gets; where nothing is known for certain, nothing is predicted.
        if (verdict.Verdict == Verdict.Unknown)
        {
            Assert.Equal((null, null), (verdict.Failure, verdict.Answer));
        }
        else if (call.Live is { } live)
        {
            DeniedAnswer? answer = verdict.Answer;
            Assert.Equal((call.Name, live.Kind), (call.Name, verdict.Failure));
            Assert.Equal(
                (call.Name, live.Status, live.Error),
                (call.Name, answer?.StatusCode ?? (verdict.Arrives ? 200 : null), answer?.ErrorType)
            );
            Assert.Equal(answer?.Body ?? live.Body, live.Body);
            Assert.Equal(live.Status == 200, verdict.Verdict == Verdict.Reachable);
        }
    }

    public StreetCall Call { get; }

    /// <summary>The check of the list says the cause, and no other check fails.</summary>
    public StreetTrial Names(int report, CheckStatus status, params string[] parts) =>
        Says(Reports.Of(report).Check ?? throw new InvalidOperationException($"the list has no check for report {report}"), status, parts);

    /// <summary>What a check says; the parts are looked for in its message and remedy. No other check fails.</summary>
    public StreetTrial Says(CheckName check, CheckStatus status, params string[] parts)
    {
        Finding finding = _verdict[check];
        string text = $"{finding.Message} | {finding.Remedy}";
        Assert.True(status == finding.Status, $"{Call.Name}: {check} is {finding.Status}: {text}");
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.All(
            _verdict.Findings.Where(item => item.Finding.Status == CheckStatus.Failed),
            item => Assert.True(item.Name == check, $"{Call.Name}: {item.Name} fails as well: {item.Finding.Message}")
        );
        return this;
    }

    /// <summary>The call gets no answer.</summary>
    public StreetTrial Gets(CallFailure failure)
    {
        Assert.Equal((Verdict.Blocked, failure), (_verdict.Verdict, _verdict.Failure));
        Assert.Equal(failure, Call.Live?.Kind ?? failure);
        return this;
    }

    /// <summary>The call gets this answer of the gateway.</summary>
    public StreetTrial Gets(int status, string error, string message)
    {
        Assert.Equal(Verdict.Blocked, _verdict.Verdict);
        Assert.Equal((status, error), (Call.Live?.Status, Call.Live?.Error));
        JsonProperty member = Assert.Single(JsonDocument.Parse(Call.Live!.Body!).RootElement.EnumerateObject());
        Assert.StartsWith(message, member.Value.GetString(), StringComparison.Ordinal);
        return this;
    }

    /// <summary>The call gets through.</summary>
    public void GetsThrough() =>
        Assert.True(
            _verdict.Verdict == Verdict.Reachable && Call.Live?.Status == 200,
            string.Join(
                "; ",
                _verdict
                    .Findings.Where(item => item.Finding.Status is CheckStatus.Failed or CheckStatus.Skipped)
                    .Select(item => $"{item.Name} {item.Finding.Status}: {item.Finding.Message}")
            )
        );

    /// <summary>Nobody can tell what the call gets.</summary>
    public void IsUnknown() => Assert.Equal(Verdict.Unknown, _verdict.Verdict);
}
