// Everything stands in the header, so that it can be put into the place where it is called.
#include "CBytes.h"
