namespace PrivateApi.Provisioning;

/// <summary>What is known about a step's resource.</summary>
internal enum PlanStepState
{
    /// <summary>Nobody has looked yet.</summary>
    Unknown,

    /// <summary>It was there before this run, which therefore never undoes it.</summary>
    Found,

    /// <summary>It is not there and has to be made.</summary>
    Absent,

    /// <summary>This run made it.</summary>
    Created,
}
