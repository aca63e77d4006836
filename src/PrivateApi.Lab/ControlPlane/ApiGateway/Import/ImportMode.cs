namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>What an import does with what is there.</summary>
internal enum ImportMode
{
    /// <summary>Keeps what the definition does not name.</summary>
    Merge,

    /// <summary>Drops it: definition, and the API's own members unless extensions carry them.</summary>
    Overwrite,
}
