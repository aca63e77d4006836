namespace PrivateApi.Calls;

/// <summary>A place that calls are made from.</summary>
internal interface ICaller
{
    /// <summary>Makes one call as asked; a call that fails is an answer too.</summary>
    Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop);
}
