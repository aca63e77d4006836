using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.KeyPlans;

namespace PrivateApi.Commands;

/// <summary>What commands that set the limits of a usage plan have in common.</summary>
public abstract class UsageLimitCommand : AwsCommand
{
    /// <summary>Requests a second that each key of the plan may make.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e9)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? RateLimit { get; set; }

    /// <summary>Requests that each key of the plan may make at once.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? BurstLimit { get; set; }

    /// <summary>Requests that each key of the plan may make in a period.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Quota { get; set; }

    /// <summary>The period of the quota.</summary>
    [Parameter]
    public QuotaPeriod? QuotaPeriod { get; set; }

    /// <summary>The day on which a period begins: 0 for Sunday, or for the first of the month.</summary>
    [Parameter]
    [ValidateRange(0, 27)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? QuotaOffset { get; set; }

    /// <summary>Limits of single methods, by method and path.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? MethodThrottle { get; set; }

    /// <summary>The limits as they were given.</summary>
    private protected UsageLimits Limits() =>
        new()
        {
            RateLimit = RateLimit,
            BurstLimit = BurstLimit,
            Quota = Quota,
            QuotaPeriod = QuotaPeriod,
            QuotaOffset = QuotaOffset,
            MethodThrottles = MethodThrottleArgument.Read(MethodThrottle),
        };
}
