namespace PrivateApi.Lab.DataPlane;

/// <summary>Takes down what became of a call, where its stage asks for it.</summary>
internal interface IExecutionLog
{
    /// <summary>Writes the lines of a call that was answered.</summary>
    void Write(GatewayCall call, int status);
}
