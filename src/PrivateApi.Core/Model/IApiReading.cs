namespace PrivateApi.Model;

/// <summary>
/// What was read for an API, for the next command of the pipeline. It goes with the object only while the command that read it hands it
/// down: afterwards the account may have changed.
/// </summary>
internal interface IApiReading;
