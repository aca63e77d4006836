using PrivateApi.Provisioning;

namespace PrivateApi.Calls.Lambda;

/// <summary>The plan of a probe, which knows what its function has to be once it was carried out.</summary>
internal sealed class ProbePlan(string title, string target, IReadOnlyList<PlanStep> steps, PlanTiming timing, Func<ProbeSettings> settings)
    : Plan(title, target, steps, timing)
{
    /// <summary>What the function has to be; whole when everything is made.</summary>
    public ProbeSettings Settings => settings();
}
