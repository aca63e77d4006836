namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>How an import treats what exists.</summary>
internal enum ImportMode
{
    /// <summary>Keeps what the definition does not name.</summary>
    Merge,

    /// <summary>Drops it: the definition, and the API's own members unless extensions carry them.</summary>
    Overwrite,
}
