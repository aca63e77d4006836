namespace PrivateApi.Lab.State;

/// <summary>State of one service in one account and Region.</summary>
internal interface ILabState<out TSelf>
    where TSelf : class, ILabState<TSelf>
{
    /// <summary>Creates the state of a new account (EC2: a default VPC, zones …).</summary>
    static abstract TSelf Create(LabStore store, string accountId, string region);
}
