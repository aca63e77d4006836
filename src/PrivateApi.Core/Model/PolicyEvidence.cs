namespace PrivateApi.Model;

/// <summary>How sure it is that a policy is the one in question; <see cref="ApiPolicy.Evidence"/> in words.</summary>
internal enum PolicyEvidence
{
    /// <summary>It is the API's own.</summary>
    Current,

    /// <summary>Our record on the stage proves it.</summary>
    Record,

    /// <summary>The stage's export shows it, and AWS does not document which policy an export shows.</summary>
    Export,

    /// <summary>Nothing tells.</summary>
    Unknown,
}
