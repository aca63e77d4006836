namespace PrivateApi.Provisioning;

/// <summary>What is known about a step's resource.</summary>
internal enum PlanStepState
{
    /// <summary>Nobody has looked yet.</summary>
    Unknown,

    /// <summary>It existed before this run, which therefore never undoes it.</summary>
    Found,

    /// <summary>It does not exist and has to be created.</summary>
    Absent,

    /// <summary>This run created it.</summary>
    Created,
}
