namespace PrivateApi.Lab.DataPlane;

/// <summary>Records the outcome of a call, if its stage is set to.</summary>
internal interface IExecutionLog
{
    /// <summary>Writes the lines of a call that was answered.</summary>
    void Write(GatewayCall call, int status);
}
