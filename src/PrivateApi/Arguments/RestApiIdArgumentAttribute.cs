namespace PrivateApi.Arguments;

/// <summary>Takes the ids of APIs as they are, and out of objects that have one: our own (RestApiId), AWS Tools' (Id).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestApiIdArgumentAttribute() : ResourceIdArgumentAttribute("RestApiId", "Id");
